import type { Connection } from './connection.ts'
import { applyFrom } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'

export interface SchemaObject {
  type: string
  name: string
  tbl_name: string
  /** null for an index that a PRIMARY KEY or UNIQUE makes. */
  sql: string | null
}

/** What the schema consists of, in SQL, for comparison. */
export function describeSchema(connection: Connection): SchemaObject[] {
  return connection.statement<SchemaObject>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all()
}

/** Whether all tables and indices are there as these migrations make them; others, of the user's own, may be too. */
export function hasTablesOf(connection: Connection, migrations: readonly Migration[]): boolean {
  const found = new Map(describeSchema(connection).map(({ name, sql }) => [name, sql]))
  return expectedSchema(connection, migrations).every(({ name, sql }) => found.get(name) === sql)
}

function expectedSchema(connection: Connection, migrations: readonly Migration[]): SchemaObject[] {
  const reference = connection.inMemory()
  try {
    applyFrom(reference, migrations, 0)
    return describeSchema(reference)
  } finally {
    reference.close()
  }
}
