import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { WorkbenchError, toWorkbenchError } from '../../shared/errors.ts'
import { isSqliteError, storeError } from './sqlite-errors.ts'

/**
 * Says that this program trains in a workspace. It is an SQLite transaction held open on a file of its own, hence a lock
 * of the operating system's: it ends with its process, however that ends, and no number of a dead process can fake it.
 *
 * Nothing else in this process may open `training.lock`: POSIX drops a process's locks on a file as soon as it closes any
 * of its descriptors of that file. SQLite minds that for its own.
 */
export class TrainingLock {
  private constructor(private readonly database: Database.Database) {}

  /** @returns null if another program, or another holder in this one, has it */
  static acquire(workspaceDirectory: string): TrainingLock | null {
    const file = join(workspaceDirectory, 'training.lock')
    let database: Database.Database | undefined
    try {
      mkdirSync(workspaceDirectory, { recursive: true })
      database = new Database(file, { timeout: 0 })
      database.exec('BEGIN EXCLUSIVE')
      return new TrainingLock(database)
    } catch (thrown) {
      database?.close()
      if (!isSqliteError(thrown)) throw toWorkbenchError(thrown)
      if (thrown.code.startsWith('SQLITE_BUSY')) return null
      if (thrown.code === 'SQLITE_NOTADB') {
        throw new WorkbenchError('internal', `“${file}” is not the workbench’s. Delete it and try again.`, { cause: thrown })
      }
      throw storeError(thrown, file)
    }
  }

  release(): void {
    this.database.close()
  }
}
