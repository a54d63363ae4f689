import Database from 'better-sqlite3'
import { statSync } from 'node:fs'
import { WorkbenchError } from '../../shared/errors.ts'
import { storeError } from './sqlite-errors.ts'

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

  private constructor(
    readonly file: string,
    private readonly database: Database.Database,
  ) {
    this.identity = identityOf(file)
  }

  static open(file: string, { readOnly = false }: { readOnly?: boolean } = {}): Connection {
    try {
      const database = new Database(file, { readonly: readOnly, fileMustExist: true, timeout: busyTimeoutMilliseconds })
      const connection = new Connection(file, database)
      try {
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
        return this.guard(() => prepared.run(...parameters))
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
    return this.guard(() => this.database.transaction(body).immediate())
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
  }

  get isInPlace(): boolean {
    try {
      return identityOf(this.file) === this.identity
    } catch {
      // A folder that may not be entered any more, a share that is gone.
      return false
    }
  }

  /** On Linux and macOS a deleted file can be written to without an error, and all of it is lost. */
  refuseMoved(): void {
    if (this.isInPlace) return
    throw new WorkbenchError(
      'not-found',
      `“${this.file}” was moved or deleted while it was in use. Put it back, or start again with another workspace.`,
    )
  }

  private guard<Result>(body: () => Result): Result {
    try {
      return body()
    } catch (thrown) {
      throw storeError(thrown, this.file)
    }
  }
}

/** What a file is to the file system, whatever path leads to it. */
function identityOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stats === undefined ? 'none' : `${stats.dev}:${stats.ino}`
}
