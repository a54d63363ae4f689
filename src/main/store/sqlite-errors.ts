import Database from 'better-sqlite3'
import { WorkbenchError, toWorkbenchError, type ErrorCode } from '../../shared/errors.ts'

/** What an SQLite result code (https://sqlite.org/rescode.html) means to a user; extended codes begin with their primary one. */
const meanings: readonly (readonly [prefix: string, code: ErrorCode, what: string, remedy: string])[] = [
  ['SQLITE_FULL', 'disk-full', 'could not be written: the disk is full', 'Free some space and try again; what was saved before is safe.'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full', 'could not be written: the disk is full', 'Free some space and try again; what was saved before is safe.'],
  ['SQLITE_READONLY_DBMOVED', 'not-found', 'was moved or deleted while it was in use', 'Put the workspace back or start again with another one.'],
  ['SQLITE_READONLY', 'permission-denied', 'may not be written', 'Change the permissions of the workspace or choose another one.'],
  ['SQLITE_CANTOPEN', 'permission-denied', 'cannot be opened', 'Check the permissions of the workspace or choose another one.'],
  ['SQLITE_PERM', 'permission-denied', 'may not be accessed', 'Change the permissions of the workspace or choose another one.'],
  ['SQLITE_NOTADB', 'database-corrupt', 'is damaged or is not a database', 'It was left as it is. Put a copy of it back, or choose another workspace.'],
  ['SQLITE_CORRUPT', 'database-corrupt', 'is damaged', 'It was left as it is. Put a copy of it back, or choose another workspace.'],
  ['SQLITE_BUSY', 'busy', 'is in use by another program', 'Wait until that has finished, then try again.'],
  ['SQLITE_LOCKED', 'busy', 'is in use', 'Try again.'],
  ['SQLITE_IOERR', 'internal', 'could not be read or written: the disk reports an error', 'Check the disk, and copy the workspace to another one.'],
  ['SQLITE_TOOBIG', 'invalid-parameter', 'cannot hold this much in one piece', 'Make the model or the images smaller.'],
]

export function isSqliteError(thrown: unknown): thrown is InstanceType<typeof Database.SqliteError> {
  return thrown instanceof Database.SqliteError
}

/** Turns what SQLite throws about this file into an error fit for a user; what is one already passes. */
export function storeError(thrown: unknown, file: string): WorkbenchError {
  if (!isSqliteError(thrown)) return toWorkbenchError(thrown)
  const meaning = meanings.find(([prefix]) => thrown.code.startsWith(prefix))
  if (meaning === undefined) return toWorkbenchError(thrown)
  const [, code, what, remedy] = meaning
  return new WorkbenchError(code, `“${file}” ${what}. ${remedy}`, { cause: thrown })
}
