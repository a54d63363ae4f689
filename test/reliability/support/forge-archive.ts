import Database from 'better-sqlite3'
import { archivedTables, rowsOf } from '../../../src/main/archive/archive-schema.ts'
import { RowDigest } from '../../../src/main/archive/row-digest.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { quoted } from '../../../src/main/store/rows.ts'
import type { Random } from '../../../src/shared/maths/random.ts'

const hostile: readonly (string | number | bigint | Uint8Array | null)[] = [
  ...[null, 0, -1, 1, 2 ** 31, -(2n ** 63n), 2n ** 63n - 1n, 1e308, -1e308, 5e-324, Infinity, -Infinity, 0.5, 100_001],
  ...['', ' ', '../../../../etc/passwd', '/etc/passwd', "'; DROP TABLE experiments; --", '{}', '[]', 'null', '{"__proto__":{"x":1}}'],
  ...['<img src=x onerror=alert(1)>', '\u202e', 'x'.repeat(30_000), '[1e999]', '{"kind":"vae","latentDim":1e9}'],
  ...[new Uint8Array(0), new Uint8Array(3), new Uint8Array(4096), new Uint8Array(8).fill(255)],
]

/** Structures that a hostile schema may have: what runs by itself, or stands for something else. */
const schemaTricks = [
  'CREATE TRIGGER t AFTER INSERT ON epochs BEGIN DELETE FROM experiments; END',
  'CREATE VIEW v AS SELECT * FROM experiments',
  "CREATE VIRTUAL TABLE f USING fts5(x)",
  'CREATE INDEX i ON epochs (loss)',
  'ALTER TABLE epochs ADD COLUMN extra TEXT',
  'DROP TABLE snapshots; CREATE VIEW snapshots AS SELECT * FROM epochs',
  "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE epochs (x)' WHERE name = 'epochs'",
  'DELETE FROM archive',
  'INSERT INTO archive SELECT * FROM archive',
  'PRAGMA user_version = 999',
  'PRAGMA user_version = 0',
  'PRAGMA application_id = 1',
  'PRAGMA journal_mode = WAL',
  "ATTACH DATABASE ':memory:' AS other",
]

/**
 * Changes an archive as somebody would who knows the format: some values of its rows, or its schema, and then the digests
 * so that they fit again.
 */
export function forge(file: string, random: Random): void {
  const database = new Database(file)
  try {
    database.pragma('foreign_keys = OFF')
    database.pragma('ignore_check_constraints = ON')
    for (let changes = 1 + random.below(3); changes > 0; changes--) change(database, random)
  } finally {
    database.close()
  }
  hashAnew(file)
}

function change(database: Database.Database, random: Random): void {
  const one = <Value>(values: readonly Value[]): Value => values[random.below(values.length)] as Value
  try {
    if (random.below(6) === 0) {
      database.exec(one(schemaTricks))
      return
    }
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'").pluck().all() as string[]
    const table = one(tables)
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
    const rows = database.prepare(`SELECT rowid FROM ${quoted(table)}`).pluck().all() as number[]
    if (rows.length === 0) return
    const where = random.below(4) === 0 ? '' : ` WHERE rowid = ${one(rows)}`
    if (random.below(8) === 0) database.exec(`DELETE FROM ${quoted(table)}${where}`)
    else database.prepare(`UPDATE ${quoted(table)} SET ${quoted(one(columns))} = ?${where}`).run(one(hostile))
  } catch {
    // SQLite itself refuses it: the table is strict, say. The next change may be taken.
  }
}

function hashAnew(file: string): void {
  try {
    const connection = Connection.open(file)
    try {
      const { id } = connection.statement<{ id: string }>('SELECT id FROM experiments').get() ?? { id: '' }
      const digests = archivedTables(connection).map((table) => {
        const digest = new RowDigest()
        for (const row of rowsOf(connection, table, id)) digest.add(row)
        return [table.name, digest.finish()]
      })
      connection.statement('UPDATE archive SET digests = ?').run(JSON.stringify(Object.fromEntries(digests)))
    } finally {
      connection.close()
    }
  } catch {
    // Its schema is so wrong that no digest can be made.
  }
}
