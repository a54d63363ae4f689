import type { Connection } from '../store/connection.ts'
import { applyFrom } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import { quoted, type Row } from '../store/rows.ts'
import { isSealedTable, sealedTables, type SealedTable } from '../store/sealed-rows.ts'

/** Marks an archive (SQLite's `application_id`): "MfAr". A workspace's database has another, so neither passes for the other. */
export const archiveApplicationId = 0x4d664172

/** Of the archive's own table, which stands beside the experiment's. */
export const archiveFormat = 1

/** A table with rows of an experiment, and the columns that name one of its rows. */
export interface ArchivedTable {
  name: SealedTable
  /** The column that holds the experiment's id. */
  owner: string
  key: string[]
}

/**
 * Makes the tables of an experiment as the workspace's database has them at a version of its schema, and the archive's own.
 * An archive is the workspace's database with one experiment in it, so that old archives are brought up to date by the
 * same migrations.
 */
export function createArchiveSchema(connection: Connection, version: number): void {
  applyFrom(connection, migrations.filter((migration) => migration.version <= version), 0)
  connection.execute(`
    CREATE TABLE archive (
      format INTEGER NOT NULL,             -- version of this table
      exported_at INTEGER NOT NULL,        -- milliseconds since 1970, UTC
      dataset TEXT NOT NULL,               -- JSON: name, sizes, counts, SHA-256
      test_labels BLOB NOT NULL,           -- bytes [n]: the run can be looked at without its data set
      digests TEXT NOT NULL                -- JSON: table → its rows and the SHA-256 of all their values
    ) STRICT;
    PRAGMA application_id = ${archiveApplicationId};
  `)
}

/** The tables with rows of experiments, in the order in which their rows refer to each other. */
export function archivedTables(connection: Connection): ArchivedTable[] {
  return connection
    .statement<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`)
    .all()
    .flatMap(({ name }) => {
      const columns = connection
        .statement<{ name: string }>('SELECT name FROM pragma_table_info(?)')
        .all(name)
      const owner = name === 'experiments' ? 'id' : 'experiment_id'
      if (!columns.some((column) => column.name === owner) || name === 'datasets') return []
      // One without seals must not be left out in silence.
      if (!isSealedTable(name)) throw new Error(`The rows of ${name} have no seals`)
      return [{ name, owner, key: [...sealedTables[name]] }]
    })
}

/** Rows of an experiment one by one, in the order of their key: a snapshot's takes megabytes. */
export function* rowsOf(connection: Connection, { name, owner, key }: ArchivedTable, experimentId: string): Generator<Row> {
  const columns = key.map(quoted).join(', ')
  const keys = connection.statement<Row>(`SELECT ${columns} FROM ${quoted(name)} WHERE ${quoted(owner)} = ? ORDER BY ${columns}`)
  const one = connection.statement<Row>(
    `SELECT * FROM ${quoted(name)} WHERE ${key.map((column) => `${quoted(column)} = ?`).join(' AND ')}`,
  )
  for (const values of keys.all(experimentId)) {
    const row = one.get(...key.map((column) => values[column] ?? null))
    if (row !== undefined) yield row
  }
}
