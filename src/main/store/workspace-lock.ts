import Database from 'better-sqlite3'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { WorkbenchError, toWorkbenchError } from '../../shared/errors.ts'
import { printable } from '../../shared/plain-text.ts'
import { isSqliteError, storeError } from './sqlite-errors.ts'

const holderSchema = z.object({
  /** What it is, for a person: “a window”. */
  what: z.string().max(100),
  process: z.number(),
  machine: z.string().max(300),
  /** Milliseconds since 1970. */
  since: z.number(),
})

/** Who works in a workspace. */
export type WorkspaceHolder = z.output<typeof holderSchema>

/** Waits so long for one that is only just leaving, or only looks after a crash. */
const patienceMilliseconds = 300

/**
 * Says that this program works in a workspace; all others can only look. It is an SQLite transaction held open on a file
 * of its own, hence a lock of the operating system's: it ends with its process, however that ends, and no number of a dead
 * process can fake it. Where the file system passes locks on, it holds between machines.
 *
 * Nothing else in this process may open `workspace.lock`: POSIX drops a process's locks on a file as soon as it closes any
 * of its descriptors of that file. SQLite minds that for its own.
 */
export class WorkspaceLock {
  private constructor(
    private readonly database: Database.Database,
    private readonly holderFile: string,
  ) {}

  /**
   * @param what this program is, for those that come later
   * @returns null if another program, or another holder in this one, has it
   */
  static acquire(workspace: string, what = 'a program'): WorkspaceLock | null {
    const file = join(workspace, 'workspace.lock')
    let database: Database.Database | undefined
    refuseNoFolder(workspace)
    try {
      database = new Database(file, { timeout: patienceMilliseconds })
      // Nothing is ever written there, so a full disk need not keep anybody out.
      database.pragma('journal_mode = MEMORY')
      database.exec('BEGIN EXCLUSIVE')
    } catch (thrown) {
      database?.close()
      if (!isSqliteError(thrown)) throw toWorkbenchError(thrown)
      if (thrown.code.startsWith('SQLITE_BUSY')) return null
      if (thrown.code === 'SQLITE_NOTADB') {
        throw new WorkbenchError('internal', `“${file}” is not the workbench’s. Delete it and try again.`, { cause: thrown })
      }
      throw storeError(thrown, file)
    }
    if (trainsElsewhere(workspace)) {
      database.close()
      return null
    }
    const lock = new WorkspaceLock(database, holderFile(workspace))
    lock.sign({ what, process: process.pid, machine: hostname(), since: Date.now() })
    return lock
  }

  release(): void {
    try {
      rmSync(this.holderFile, { force: true })
    } catch {
      // On a read-only disk; nobody reads it without the lock being held.
    }
    this.database.close()
  }

  private sign(holder: WorkspaceHolder): void {
    try {
      writeFileSync(this.holderFile, JSON.stringify(holder))
    } catch {
      // The lock holds without it; it only cannot be said who has it.
    }
  }
}

/** Who has the lock, in words; what a dead program has left behind is only read while another one has it. */
export function holderInWords(workspace: string): string {
  try {
    const { what, process: id, machine, since } = holderSchema.parse(JSON.parse(readFileSync(holderFile(workspace), 'utf8')))
    const where = machine === hostname() ? '' : ` on “${machine}”`
    const time = new Date(since).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    return printable(`${what}${where}, process ${id}, since ${time}`)
  } catch {
    return 'another program'
  }
}

/**
 * Older versions lock another file, and that only while they train. One that was left open while it was upgraded goes on
 * writing as it used to: without seals, which a newer schema takes for damage.
 */
function trainsElsewhere(workspace: string): boolean {
  const file = join(workspace, 'training.lock')
  if (!existsSync(file)) return false
  let database: Database.Database | undefined
  try {
    database = new Database(file, { fileMustExist: true, timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
    return false
  } catch (thrown) {
    // What else is wrong with a file that nobody needs any more does not matter.
    return isSqliteError(thrown) && thrown.code.startsWith('SQLITE_BUSY')
  } finally {
    database?.close()
  }
}

function refuseNoFolder(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw new WorkbenchError('not-found', `“${path}” does not exist. Choose another workspace.`)
  if (!stats.isDirectory()) throw new WorkbenchError('usage', `“${path}” is not a folder. Choose another workspace.`)
}

function holderFile(workspace: string): string {
  return join(workspace, 'workspace.lock.json')
}
