import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'

/** @param name what the user knows the file by @param reason without a full stop */
export function refused(name: string, reason: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('invalid-archive', `“${name}” cannot be imported: ${reason}. Export the experiment again, and copy the file whole.`, {
    cause,
  })
}

export function notOurs(name: string): WorkbenchError {
  return new WorkbenchError('invalid-archive', `“${name}” is not an experiment that the workbench exported. Choose a .manifold file.`)
}

/** What an error says, as a reason that follows a colon. */
export function reasonOf(thrown: unknown): string {
  const { message } = toWorkbenchError(thrown)
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
