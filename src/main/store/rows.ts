import type { Connection, SqlValue } from './connection.ts'

/** A row by the names of its columns, whatever those are in the schema of the day. */
export type Row = Record<string, SqlValue>

export function insertRow(connection: Connection, table: string, row: Row): void {
  const columns = Object.keys(row)
  connection
    .statement(
      `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row))
}

/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
