import Database from 'better-sqlite3'
import { statSync, truncateSync } from 'node:fs'
import { WorkbenchError } from '../../shared/errors.ts'
import { HeaderWatch } from './header-watch.ts'
import { isSqliteError, storeError } from './sqlite-errors.ts'

/** What SQLite takes and gives. */
export type SqlValue = string | number | Uint8Array | null

export interface Statement<Row> {
  run(...parameters: SqlValue[]): { changes: number }
  get(...parameters: SqlValue[]): Row | undefined
  all(...parameters: SqlValue[]): Row[]
}

/** A query whose rows come as bare arrays, in the order of their columns. */
export interface TupleStatement {
  all(...parameters: SqlValue[]): SqlValue[][]
}

/** How long a write waits for another connection's to end. The longest ones there are take a fraction of a second. */
const busyTimeoutMilliseconds = 5000

/**
 * Write-ahead log policy. An epoch writes about 8 MB, so SQLite's default of 4 MB would copy the log into the database at
 * every epoch. At 32 MB it does so every few epochs, pages that were written twice by then are copied once, and the log
 * stays below 64 MB. The last connection to close copies the rest and deletes the log.
 */
export const walCheckpointBytes = 32 * 2 ** 20
const walLimitBytes = 64 * 2 ** 20

/** One thread's connection to the database file. Everything it throws is a WorkbenchError. */
export class Connection {
  private readonly statements = new Map<string, Statement<unknown>>()
  private readonly tupleStatements = new Map<string, TupleStatement>()
  private readonly identity: string
  private header: HeaderWatch | null = null
  private logIdentity = none

  private constructor(
    readonly file: string,
    private readonly database: Database.Database,
  ) {
    this.identity = identityOf(file)
  }

  /** @param alone keeps everybody else out, and needs no file for the index of the log: it opens also where the disk is full */
  static open(file: string, { readOnly = false, alone = false }: { readOnly?: boolean; alone?: boolean } = {}): Connection {
    try {
      const database = new Database(file, { readonly: readOnly, fileMustExist: true, timeout: busyTimeoutMilliseconds })
      const connection = new Connection(file, database)
      try {
        if (alone) database.pragma('locking_mode = EXCLUSIVE')
        connection.configure()
      } catch (thrown) {
        database.close()
        throw thrown
      }
      return connection
    } catch (thrown) {
      throw storeError(thrown, file)
    }
  }

  /** A new, empty database that is nowhere but in memory. */
  inMemory(): Connection {
    return Connection.open(':memory:')
  }

  /**
   * Copies the database as it is at one moment, what is in its log included, without keeping anybody from writing. All of it in
   * one step: SQLite begins anew whenever another connection has written between two.
   * @param file a new one; on the disk when this resolves
   */
  async copyTo(file: string): Promise<void> {
    try {
      await this.database.backup(file, { progress: () => 2 ** 31 - 1 })
    } catch (thrown) {
      throw storeError(thrown, file)
    }
  }

  private configure(): void {
    this.database.pragma('foreign_keys = ON')
    // FULL: an epoch that is reported as saved survives a power cut.
    this.database.pragma('synchronous = FULL')
    // A hostile file must not be able to run functions through its schema.
    this.database.pragma('trusted_schema = OFF')
    this.database.pragma('cell_size_check = ON')
    const pageBytes = Number(this.pragma('page_size'))
    this.database.pragma(`wal_autocheckpoint = ${Math.round(walCheckpointBytes / pageBytes)}`)
    this.database.pragma(`journal_size_limit = ${walLimitBytes}`)
  }

  /** A statement, prepared once for the connection's life. Values are always bound, never written into the text. */
  statement<Row>(sql: string): Statement<Row> {
    const known = this.statements.get(sql)
    if (known !== undefined) return known as Statement<Row>
    const prepared = this.guard(() => this.database.prepare<SqlValue[], Row>(sql))
    const statement: Statement<Row> = {
      run: (...parameters) => {
        this.refuseMoved()
        return this.withRoom(() => prepared.run(...parameters))
      },
      get: (...parameters) => this.guard(() => prepared.get(...parameters)),
      all: (...parameters) => this.guard(() => prepared.all(...parameters)),
    }
    this.statements.set(sql, statement)
    return statement
  }

  /** The same for a query of many rows of few numbers, where an object a row would cost more than the reading. */
  tuples(sql: string): TupleStatement {
    const known = this.tupleStatements.get(sql)
    if (known !== undefined) return known
    const prepared = this.guard(() => this.database.prepare<SqlValue[], SqlValue[]>(sql).raw())
    const statement: TupleStatement = { all: (...parameters) => this.guard(() => prepared.all(...parameters)) }
    this.tupleStatements.set(sql, statement)
    return statement
  }

  /** All of it or, when anything throws, nothing. It takes the write lock at its beginning. */
  transaction<Result>(body: () => Result): Result {
    return this.withRoom(() => this.database.transaction(body).immediate())
  }

  /** Does what writes. Where the disk is full the log may be what fills it: then it is emptied first, if that can be. */
  private withRoom<Result>(write: () => Result): Result {
    try {
      return this.guard(write)
    } catch (thrown) {
      const { code, cause } = storeError(thrown, this.file)
      if (code !== 'disk-full' || !isSqliteError(cause) || this.isInTransaction || !this.truncateLog()) throw thrown
      return this.guard(write)
    }
  }

  /**
   * Copies the log into the database and gives its room back to the file system, without waiting for anybody who reads there.
   * @returns whether it did
   */
  truncateLog(): boolean {
    const before = this.logBytes
    try {
      this.refuseMoved()
      this.database.pragma('busy_timeout = 0')
      this.database.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // There is no room for that either, or somebody reads.
    } finally {
      this.database.pragma(`busy_timeout = ${busyTimeoutMilliseconds}`)
    }
    return this.logBytes < before
  }

  /** Of the log, as it lies on the disk. */
  get logBytes(): number {
    return statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  }

  /** From now on each write looks whether an older copy was put over the file, or its log was taken away. */
  watchFile(): void {
    this.header = new HeaderWatch(this.file, this.identity)
  }

  get isInTransaction(): boolean {
    return this.database.inTransaction
  }

  execute(sql: string): void {
    this.guard(() => this.database.exec(sql))
  }

  pragma(name: string): unknown {
    return this.guard(() => this.database.pragma(name, { simple: true }))
  }

  close(): void {
    this.guard(() => this.database.close())
    this.header?.close()
    this.header = null
  }

  get isInPlace(): boolean {
    try {
      return identityOf(this.file) === this.identity
    } catch {
      // A folder that may not be entered any more, a share that is gone.
      return false
    }
  }

  /**
   * On Linux and macOS a deleted file can be written to without an error, and all of it is lost; so is what is written when another
   * file took its place, or an older copy was put over it.
   */
  refuseMoved(): void {
    if (this.isInPlace) {
      if (this.isAsLeft()) return
      this.leaveToCopy()
      throw replaced(this.file)
    }
    if (identityOf(this.file) !== none) throw replaced(this.file)
    throw new WorkbenchError(
      'not-found',
      `“${this.file}” was moved or deleted while it was in use. Put it back, or start again with another workspace.`,
    )
  }

  /** The log belongs to what the copy was put over: whoever closes the database last, or opens it, would mix both, and damage the copy. */
  private leaveToCopy(): void {
    try {
      truncateSync(`${this.file}-wal`)
    } catch {
      // Somebody has taken it away already.
    }
  }

  private isAsLeft(): boolean {
    if (this.header === null) return true
    const log = identityOf(`${this.file}-wal`)
    if (this.logIdentity !== none && log !== this.logIdentity) return false
    this.logIdentity = log
    return this.header.isOurs
  }

  private guard<Result>(body: () => Result): Result {
    try {
      return body()
    } catch (thrown) {
      throw storeError(thrown, this.file)
    }
  }
}

function replaced(file: string): WorkbenchError {
  return new WorkbenchError(
    'database-replaced',
    `“${file}” was replaced by another file or an older copy while it was in use. Nothing more is saved in it. Start again to work with what is there now.`,
  )
}

const none = 'none'

/** What a file is to the file system, whatever path leads to it. */
function identityOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stats === undefined ? none : `${stats.dev}:${stats.ino}`
}
