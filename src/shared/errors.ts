import { printableLines } from './plain-text.ts'

/**
 * The kinds of error a user can meet. `usage` is a request that was wrong from the start (the command line exits with 2): an
 * argument that fits no command, a place where nothing of the kind can be written. Every other kind is a failure (1): of what was
 * found, as a damaged file, a missing one, a full disk. The window chooses its wording and its remedy by kind, so a new remedy needs a new kind.
 */
export const errorCodes = [
  'usage',
  'invalid-parameter',
  'invalid-dataset',
  'invalid-archive',
  'unknown-dataset',
  'unknown-experiment',
  'unknown-snapshot',
  'busy',
  'cancelled',
  'callback-failed',
  'diverged',
  'database-newer',
  'database-older',
  'database-corrupt',
  'database-replaced',
  'checkpoint-corrupt',
  'checkpoint-damaged',
  'permission-denied',
  'look-only',
  'disk-full',
  'not-found',
  'replaced',
  'unsuitable-processor',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/**
 * An error whose message is written for the user: what happened, and what to do about it. What is unseen in the names and paths that it
 * speaks of is escaped.
 */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(printableLines(message), options)
  }
}

/** What is left of an error when it crosses a thread or a process. */
export interface SerializedError {
  code: ErrorCode
  message: string
  stack?: string
}

interface SystemMessage {
  code: ErrorCode
  what: string
  remedy: string
}

const access: SystemMessage = { code: 'permission-denied', what: 'may not be accessed', remedy: 'Change its permissions or choose another place.' }
const tooManyFiles: SystemMessage = {
  code: 'busy',
  what: 'could not be opened: too many files are open',
  remedy: 'Close other programs and try again.',
}
const busy: SystemMessage = { code: 'busy', what: 'is in use', remedy: 'Close what uses it and try again.' }
const gone: SystemMessage = { code: 'not-found', what: 'is on a device that is not there any more', remedy: 'Connect it and try again.' }
const unsupported: SystemMessage = { code: 'usage', what: 'is on a file system that cannot do this', remedy: 'Choose another place.' }

/** What the codes of the file system's errors (errno(3)) mean to a user. */
const systemMessages: Partial<Record<string, SystemMessage>> = {
  ENOENT: { code: 'not-found', what: 'does not exist', remedy: 'Check the path.' },
  EACCES: access,
  EPERM: access,
  EROFS: { code: 'permission-denied', what: 'is on a read-only file system', remedy: 'Choose another place.' },
  EISDIR: { code: 'usage', what: 'is a folder', remedy: 'Name a file.' },
  ENOTDIR: { code: 'usage', what: 'lies below something that is not a folder', remedy: 'Check the path.' },
  EEXIST: { code: 'usage', what: 'exists already', remedy: 'Choose another place.' },
  ENOTEMPTY: { code: 'usage', what: 'is a folder that is not empty', remedy: 'Choose another place.' },
  ENAMETOOLONG: { code: 'usage', what: 'is too long a name', remedy: 'Choose a shorter one.' },
  EINVAL: { code: 'usage', what: 'cannot be used here', remedy: 'Choose another name or place.' },
  ELOOP: { code: 'not-found', what: 'leads through links that lead in a circle', remedy: 'Correct the links, or choose another place.' },
  EXDEV: { code: 'usage', what: 'lies on another file system than its folder', remedy: 'Choose another place.' },
  ENOTSUP: unsupported,
  EOPNOTSUPP: unsupported,
  ENOSYS: unsupported,
  EBUSY: busy,
  ETXTBSY: busy,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  ENXIO: gone,
  ENODEV: gone,
  ESTALE: gone,
  EIO: {
    code: 'internal',
    what: 'could not be read or written: the disk reports an error',
    remedy: 'Check the disk, or choose another place.',
  },
  ENOMEM: { code: 'internal', what: 'could not be read or written: there is no memory left', remedy: 'Close other programs and try again.' },
  EFBIG: { code: 'disk-full', what: 'could not be written: its file system, or a limit, allows no file as large', remedy: 'Choose another place.' },
  ENOSPC: { code: 'disk-full', what: 'could not be written: the disk is full', remedy: 'Free some space and try again.' },
  EDQUOT: { code: 'disk-full', what: 'could not be written: the disk quota is used up', remedy: 'Free some space and try again.' },
}

/** What the system calls an error that has no sentence of its own: the words between its code and the call that met it. */
function unforeseen(code: string, message: string): SystemMessage {
  const words = new RegExp(`^${code}: ([^,]+)`).exec(message)?.[1]
  return {
    code: 'internal',
    what: `could not be read or written (${words === undefined ? '' : `${words}, `}${code})`,
    remedy: 'Check the disk, or choose another place.',
  }
}

/** Turns whatever was thrown into an error fit for a user. File system errors keep the path they speak of. */
export function toWorkbenchError(thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown
  if (!(thrown instanceof Error)) return new WorkbenchError('internal', String(thrown))
  const { code, path, syscall } = thrown as Error & { code?: unknown; path?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    // Only of a call on a file the words are known to be about one.
    const about = typeof path === 'string' && typeof syscall === 'string'
    const said = systemMessages[code] ?? (about ? unforeseen(code, thrown.message) : undefined)
    const subject = typeof path === 'string' ? `“${path}”` : 'The file'
    if (said !== undefined) return new WorkbenchError(said.code, `${subject} ${said.what}. ${said.remedy}`, { cause: thrown })
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
