import { toWorkbenchError, WorkbenchError } from '../shared/errors.ts'

/**
 * Turns what was thrown into an error that speaks of the file the user knows: calls on an open file name none, and those
 * on a temporary file name that one.
 * @param temporary where it is written at first, which SQLite and others name in words
 */
export function fileError(thrown: unknown, path: string, temporary?: string): WorkbenchError {
  const origin = thrown instanceof WorkbenchError ? thrown.cause : thrown
  if (origin instanceof Error && 'syscall' in origin) return toWorkbenchError(Object.assign(origin, { path }))
  const error = toWorkbenchError(thrown)
  if (temporary === undefined || !error.message.includes(temporary)) return error
  return new WorkbenchError(error.code, error.message.replaceAll(temporary, path), { cause: error })
}
