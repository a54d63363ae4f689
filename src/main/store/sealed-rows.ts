import { createHash } from 'node:crypto'
import { toUSVString } from 'node:util'
import type { Connection, SqlValue } from './connection.ts'
import { insertRow, quoted, type Row } from './rows.ts'

/** The column with a row's seal: SHA-256, 32 bytes. */
const seal = 'row_sha256'

/** Large columns whose hash is a column of its own, and so is under the seal in their place. */
const hashedApart: Partial<Record<string, string>> = { snapshots: 'weights', checkpoints: 'state' }

/** The tables whose rows have a seal, with the columns that name a row. */
export const sealedTables = {
  experiments: ['id'],
  epochs: ['experiment_id', 'epoch'],
  snapshots: ['experiment_id', 'epoch'],
  checkpoints: ['experiment_id', 'epoch'],
  learning_rate_changes: ['experiment_id', 'epoch', 'step'],
  datasets: ['id'],
} as const satisfies Record<string, readonly string[]>

export type SealedTable = keyof typeof sealedTables

export function isSealedTable(name: string): name is SealedTable {
  return Object.hasOwn(sealedTables, name)
}

/**
 * SHA-256 over all that a row says, its table and columns included. SQLite notices when its own structure is damaged, not when a
 * number or a pixel is another one than was written; this does.
 */
export function sealOf(table: SealedTable, row: Row): Uint8Array {
  const columns = Object.keys(row).filter((column) => column !== seal && column !== hashedApart[table]).sort()
  const blobs: Uint8Array[] = []
  const text = columns.map((column): [string, unknown] => {
    const value = row[column] ?? null
    // SQLite keeps text as UTF-8, which has no half of a surrogate pair.
    if (typeof value === 'string') return [column, toUSVString(value)]
    if (!(value instanceof Uint8Array)) return [column, value]
    blobs.push(value)
    return [column, { bytes: value.length }]
  })
  const hash = createHash('sha256').update(JSON.stringify([table, text]))
  for (const blob of blobs) hash.update(blob)
  return hash.digest()
}

/** Whether a row is what was written. @param row with all columns but the one that is hashed apart */
export function isAsWritten(table: SealedTable, row: Row): boolean {
  const written = row[seal]
  return written instanceof Uint8Array && Buffer.compare(written, sealOf(table, row)) === 0
}

/** A row with the seal that belongs to it now. */
export function sealed(table: SealedTable, row: Row): Row {
  return { ...row, [seal]: sealOf(table, row) }
}

export function insertSealed(connection: Connection, table: SealedTable, row: Row): void {
  insertRow(connection, table, sealed(table, row))
}

/** The columns of a table that its seal covers, and the seal, as SELECT takes them. */
export function sealedColumns(connection: Connection, table: SealedTable): string {
  return connection
    .statement<{ name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name)
    .filter((name) => name !== hashedApart[table])
    .map(quoted)
    .join(', ')
}

/** Seals rows anew whose values were changed, or which have columns by default. Belongs in the transaction of the change. */
export function reseal(connection: Connection, table: SealedTable, condition: string, ...values: SqlValue[]): void {
  const key = sealedTables[table]
  const update = connection.statement(`UPDATE ${table} SET ${seal} = ? WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`)
  const columns = sealedColumns(connection, table)
  const keys = connection.statement<Row>(`SELECT ${key.join(', ')} FROM ${table} WHERE ${condition}`).all(...values)
  const one = connection.statement<Row>(`SELECT ${columns} FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`)
  for (const found of keys) {
    const named = key.map((column) => found[column] ?? null)
    const row = one.get(...named)
    if (row !== undefined) update.run(sealOf(table, row), ...named)
  }
}
