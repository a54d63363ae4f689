import Database from 'better-sqlite3'
import { WorkbenchError, toWorkbenchError, type ErrorCode } from '../../shared/errors.ts'

interface Meaning {
  code: ErrorCode
  what: string
  remedy: string
}

const freeSpace = 'Free some space; what was saved before is safe.'
const permissions = 'Change the permissions of the workspace, or choose another one.'
const again = 'Start the workbench again. If that does not help, put a copy of the file back.'
const copy = 'It was left as it is. Put a copy of it back, or choose another workspace.'

/** What an SQLite result code (https://sqlite.org/rescode.html) means to a user. The first that a code begins with counts. */
const meanings: Record<string, Meaning> = {
  SQLITE_FULL: { code: 'disk-full', what: 'could not be written: the disk is full', remedy: freeSpace },
  SQLITE_IOERR_SHMSIZE: { code: 'disk-full', what: 'could not be written: the disk is full', remedy: freeSpace },
  SQLITE_IOERR: {
    code: 'internal',
    what: 'could not be read or written: the disk reports an error',
    remedy: 'Check the disk, and copy the workspace to another one.',
  },
  SQLITE_READONLY: { code: 'permission-denied', what: 'may not be written', remedy: permissions },
  SQLITE_CANTOPEN: { code: 'permission-denied', what: 'cannot be opened', remedy: permissions },
  SQLITE_PERM: { code: 'permission-denied', what: 'may not be accessed', remedy: permissions },
  SQLITE_NOTADB: { code: 'database-corrupt', what: 'is damaged or is not a database', remedy: copy },
  SQLITE_CORRUPT: { code: 'database-corrupt', what: 'is damaged', remedy: copy },
  SQLITE_BUSY: { code: 'busy', what: 'is in use by another program', remedy: 'Wait until that has finished, then try again.' },
  SQLITE_TOOBIG: {
    code: 'invalid-parameter',
    what: 'cannot hold this much in one piece',
    remedy: 'Make the model or the images smaller.',
  },
}

export function damaged(file: string, finding: string): WorkbenchError {
  return new WorkbenchError('database-corrupt', `“${file}” is damaged (${finding}). ${copy}`)
}

/** @param what of it, for the user: “the metrics of epoch 3 of …” */
export function notAsWritten(file: string, what: string): WorkbenchError {
  return damaged(file, `${what} are not what was written`)
}

export function isSqliteError(thrown: unknown): thrown is InstanceType<typeof Database.SqliteError> {
  return thrown instanceof Database.SqliteError
}

/** Turns what SQLite throws about this file into an error fit for a user; what is one already passes. */
export function storeError(thrown: unknown, file: string): WorkbenchError {
  if (!isSqliteError(thrown)) return toWorkbenchError(thrown)
  // What SQLite finds in a header or a schema that it cannot read has no code of its own.
  if (/unsupported file format|malformed database schema/.test(thrown.message)) return damaged(file, thrown.message)
  const meaning = Object.entries(meanings).find(([prefix]) => thrown.code.startsWith(prefix))?.[1]
  const { code, what, remedy } = meaning ?? { code: 'internal', what: `cannot be used: ${thrown.message}`, remedy: again }
  return new WorkbenchError(code, `“${file}” ${what}. ${remedy}`, { cause: thrown })
}
