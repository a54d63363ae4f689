/**
 * The kinds of error a user can meet. `usage` is a wrong request (the command line exits with 2), every other kind is a
 * failure (1). The window chooses its wording and its remedy by kind, so a new remedy needs a new kind.
 */
export const errorCodes = [
  'usage',
  'invalid-parameter',
  'invalid-dataset',
  'unknown-dataset',
  'unknown-experiment',
  'unknown-snapshot',
  'busy',
  'cancelled',
  'callback-failed',
  'database-newer',
  'database-corrupt',
  'checkpoint-corrupt',
  'checkpoint-damaged',
  'permission-denied',
  'look-only',
  'disk-full',
  'not-found',
  'replaced',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error whose message is written for the user: what happened, and what to do about it. */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What is left of an error when it crosses a thread or a process. */
export interface SerializedError {
  code: ErrorCode
  message: string
  stack?: string
}

const systemMessages: Record<string, { code: ErrorCode; what: string; remedy: string }> = {
  ENOENT: { code: 'not-found', what: 'does not exist', remedy: 'Check the path.' },
  EACCES: { code: 'permission-denied', what: 'may not be accessed', remedy: 'Change its permissions or choose another place.' },
  EPERM: { code: 'permission-denied', what: 'may not be accessed', remedy: 'Change its permissions or choose another place.' },
  EROFS: { code: 'permission-denied', what: 'is on a read-only file system', remedy: 'Choose another place.' },
  EISDIR: { code: 'usage', what: 'is a folder', remedy: 'Name a file.' },
  ENOTDIR: { code: 'usage', what: 'lies below something that is not a folder', remedy: 'Check the path.' },
  EEXIST: { code: 'usage', what: 'exists already', remedy: 'Choose another place.' },
  ENOSPC: { code: 'disk-full', what: 'could not be written: the disk is full', remedy: 'Free some space and try again.' },
  EDQUOT: { code: 'disk-full', what: 'could not be written: the disk quota is used up', remedy: 'Free some space and try again.' },
}

/** Turns whatever was thrown into an error fit for a user. File system errors keep the path they speak of. */
export function toWorkbenchError(thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown
  if (!(thrown instanceof Error)) return new WorkbenchError('internal', String(thrown))
  const { code, path } = thrown as Error & { code?: unknown; path?: unknown }
  const known = typeof code === 'string' ? systemMessages[code] : undefined
  if (known !== undefined) {
    const subject = typeof path === 'string' ? `“${path}”` : 'The file'
    return new WorkbenchError(known.code, `${subject} ${known.what}. ${known.remedy}`, { cause: thrown })
  }
  const error = new WorkbenchError('internal', thrown.message, { cause: thrown })
  if (thrown.stack !== undefined) error.stack = thrown.stack
  return error
}

export function serializeError(thrown: unknown): SerializedError {
  const { code, message, stack } = toWorkbenchError(thrown)
  return stack === undefined ? { code, message } : { code, message, stack }
}

export function deserializeError({ code, message, stack }: SerializedError): WorkbenchError {
  const error = new WorkbenchError(code, message)
  if (stack !== undefined) error.stack = stack
  return error
}
