import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { unfinishedMark } from '../unfinished.ts'
import { Connection } from './connection.ts'
import { findCopy } from './copies.ts'
import { applicationId, schemaVersion } from './identity.ts'
import { applyFrom, migrate, newestVersion } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { hasTablesOf } from './schema.ts'
import { damaged } from './sqlite-errors.ts'

/**
 * SQLite's page. Blobs of megabytes are written in half the time that pages of 4 kB take, and the whole file is checked
 * in a sixth.
 */
const pageBytes = 16_384

export interface OpenOptions {
  readOnly: boolean
  /** Refuse to make it; so does `readOnly`. */
  mustExist?: boolean
  /** See `Connection.open`. */
  alone?: boolean
  migrations: readonly Migration[]
}

/**
 * Opens the workspace's database: makes it if there is none, brings an older one to the newest schema, refuses one that
 * is damaged, another program's or newer. Whatever is refused is left as it was.
 */
export function openDatabase(file: string, options: OpenOptions): Connection {
  try {
    return openWhole(file, options)
  } catch (thrown) {
    throw withCopy(toWorkbenchError(thrown), file)
  }
}

/** Says of a damaged database that there is a copy of it. */
function withCopy(error: WorkbenchError, file: string): WorkbenchError {
  const copy = error.code === 'database-corrupt' ? findCopy(file) : null
  if (copy === null) return error
  const time = new Date(copy.madeAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const remedy = `There is a copy of it from ${time}: “restore” puts it back, and keeps what is there now beside it.`
  return new WorkbenchError(error.code, `${error.message} ${remedy}`, { cause: error })
}

function openWhole(file: string, { readOnly, mustExist = readOnly, alone = false, migrations }: OpenOptions): Connection {
  const unclean = refuseRemains(file)
  if (mustExist && !existsSync(file)) throw new WorkbenchError('not-found', `“${file}” does not exist. Choose another workspace.`)
  if (!mustExist) create(file, migrations)
  const connection = Connection.open(file, { readOnly, alone })
  try {
    const version = schemaVersion(connection, newestVersion(migrations))
    if (readOnly) refuseOlder(file, version, newestVersion(migrations))
    else {
      refuseDamaged(connection, unclean)
      refuseOtherTables(connection, version, migrations)
      // Where SQLite may not write it opens for reading, and says so only when it should write, if only nothing.
      connection.execute('DELETE FROM experiments WHERE false')
      migrate(connection, migrations)
      // A copy that SQLite made does not have it.
      if (connection.pragma('journal_mode') !== 'wal') connection.execute('PRAGMA journal_mode = WAL')
      connection.watchFile()
    }
    return connection
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/**
 * Looks at what lies there before SQLite does: it takes an empty file for a new database, and a log without its database
 * for nothing.
 * @returns whether there is a log, as after a crash or while another connection is open
 */
function refuseRemains(file: string): boolean {
  // The log first: where there is one, another program made its database before.
  const logSize = sizeOf(`${file}-wal`)
  const size = sizeOf(file)
  if (size === 0) {
    throw new WorkbenchError(
      'database-corrupt',
      `“${file}” is empty, so its content is lost. Put a copy of it back, or delete it to begin anew.`,
    )
  }
  if (size === null && logSize !== null && logSize > 0) {
    throw new WorkbenchError(
      'database-corrupt',
      `“${file}” is missing, but a part of it, “${file}-wal”, is still there. Put the file back, or delete that part to ` +
        'begin anew.',
    )
  }
  if (size === null && findCopy(file) !== null) {
    throw new WorkbenchError('database-corrupt', `“${file}” is missing. To begin anew, delete its copy “${file}.backup”, too.`)
  }
  return logSize !== null && logSize > 0
}

/** Bytes; null if there is no such file. */
function sizeOf(file: string): number | null {
  try {
    const stats = statSync(file)
    if (stats.isDirectory()) throw new WorkbenchError('usage', `“${file}” is a folder. Choose another workspace.`)
    return stats.size
  } catch (thrown) {
    const error = toWorkbenchError(thrown)
    if (error.code === 'not-found') return null
    throw error
  }
}

/** Makes the file beside its place and puts it there whole: after a crash in between there is none, never half of one. */
function create(file: string, migrations: readonly Migration[]): void {
  if (existsSync(file)) return
  const partial = `${file}${unfinishedMark()}.new`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(partial, '')
    const connection = Connection.open(partial)
    try {
      connection.execute(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL`)
      connection.transaction(() => {
        connection.execute(`PRAGMA application_id = ${applicationId}`)
        applyFrom(connection, migrations, 0)
      })
      connection.execute('PRAGMA journal_mode = WAL')
    } finally {
      connection.close()
    }
    place(partial, file)
  } catch (thrown) {
    // The user knows the file by its own name.
    const { code, message } = toWorkbenchError(thrown)
    throw new WorkbenchError(code, message.replaceAll(partial, file), { cause: thrown })
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true })
  }
}

/** Never replaces a file that another program put there meanwhile. */
function place(partial: string, file: string): void {
  try {
    linkSync(partial, file)
  } catch {
    // There is one already, or the file system knows no hard links.
    if (!existsSync(file)) renameSync(partial, file)
  }
}

function refuseOlder(file: string, version: number, newest: number): void {
  if (version === newest) return
  throw new WorkbenchError(
    'database-older',
    `“${file}” was written by an older version of the workbench. Open the workspace once for writing to bring it up to date.`,
  )
}

/** A damaged schema, or a version that is not the schema's, would be found when it is too late. */
function refuseOtherTables(connection: Connection, version: number, migrations: readonly Migration[]): void {
  const ofVersion = migrations.filter((migration) => migration.version <= version)
  if (!hasTablesOf(connection, ofVersion)) throw damaged(connection.file, `its tables are not those of version ${version}`)
}

/**
 * Looks for damage before anything is written. Blobs have their own hashes, so the tables that hold them are only looked
 * at, page by page, after a crash: that reads the whole file.
 */
function refuseDamaged(connection: Connection, thoroughly: boolean): void {
  const scopes = thoroughly ? ['1'] : ['experiments', 'epochs']
  for (const scope of scopes) {
    const [finding] = connection.statement<{ quick_check: string }>(`PRAGMA quick_check(${scope})`).all()
    // The lines above the last one say only which database it is.
    const result = finding?.quick_check.split('\n').at(-1) ?? 'it cannot be checked'
    if (result !== 'ok') throw damaged(connection.file, result)
  }
}
