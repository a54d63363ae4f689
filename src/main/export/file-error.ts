import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'

/**
 * Turns what was thrown into an error that speaks of the file the user knows: calls on an open file name none, and those
 * on a temporary file name that one.
 */
export function fileError(thrown: unknown, path: string): WorkbenchError {
  const origin = thrown instanceof WorkbenchError ? thrown.cause : thrown
  if (!(origin instanceof Error && 'syscall' in origin)) return toWorkbenchError(thrown)
  return toWorkbenchError(Object.assign(origin, { path }))
}
