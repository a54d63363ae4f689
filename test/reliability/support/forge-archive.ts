import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { archivedTables, rowsOf } from '../../../src/main/archive/archive-schema.ts'
import { RowDigest } from '../../../src/main/archive/row-digest.ts'
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { sha256 } from '../../../src/main/store/digest.ts'
import { quoted } from '../../../src/main/store/rows.ts'
import type { Random } from '../../../src/shared/maths/random.ts'
import { mutated } from './mutate.ts'

const hostile: readonly (string | number | bigint | Uint8Array | null)[] = [
  ...[null, 0, -1, 1, 2 ** 31, -(2n ** 63n), 2n ** 63n - 1n, 1e308, -1e308, 5e-324, Infinity, -Infinity, 0.5, 100_001],
  ...['', ' ', '../../../../etc/passwd', '/etc/passwd', "'; DROP TABLE experiments; --", '{}', '[]', 'null', '{"__proto__":{"x":1}}'],
  ...['<img src=x onerror=alert(1)>', '\u202e', 'x'.repeat(30_000), 'x'.repeat(150_000), '[1e999]', '{"kind":"vae","latentDim":1e9}'],
  ...[new Uint8Array(0), new Uint8Array(3), new Uint8Array(4096), new Uint8Array(8).fill(255)],
]

const megabyte = 2 ** 20
/** Longer than any that may be read there, and than what the test allows to be taken: who holds it once is found out. */
const long = 170 * megabyte
/** Where a value may be so long that it fills the memory, and how long it is at least to be refused. */
export const longPlaces: readonly { table: string; column: string; bytes: number }[] = [
  ...['name', 'configuration', 'notes', 'error', 'origin_experiment_id'].map((column) => ({ table: 'experiments', column, bytes: long })),
  ...['val_kl_per_dimension', 'row_sha256'].map((column) => ({ table: 'epochs', column, bytes: long })),
  ...['originals', 'reconstructions', 'manifold', 'latents'].map((column) => ({ table: 'snapshots', column, bytes: long })),
  ...['dataset', 'test_labels', 'digests'].map((column) => ({ table: 'archive', column, bytes: long })),
  { table: 'checkpoints', column: 'sha256', bytes: long },
  // What SQLite reads before it answers anything.
  { table: 'sqlite_schema', column: 'sql', bytes: long },
  { table: 'sqlite_stat1', column: 'stat', bytes: long },
  { table: 'sqlite_stat4', column: 'sample', bytes: long },
  { table: 'checkpoints', column: 'state', bytes: 300 * megabyte },
]

/**
 * Makes a value of an archive long, in a process of its own: what that takes is not to be counted.
 */
export function lengthen(file: string, { table, column, bytes }: (typeof longPlaces)[number]): void {
  const program = `
    import Database from 'better-sqlite3'
    const database = new Database(process.argv[1])
    database.unsafeMode(true)
    const pragmas = ['foreign_keys = OFF', 'ignore_check_constraints = ON', 'journal_mode = MEMORY', 'synchronous = OFF', 'writable_schema = ON']
    for (const pragma of pragmas) database.pragma(pragma)
    database.exec(process.argv[2])
    database.close()`
  execFileSync(process.execPath, ['--input-type=module', '--eval', program, file, lengthening(table, column, bytes)])
}

function lengthening(table: string, column: string, bytes: number): string {
  // A comment, as SQLite reads it.
  if (table === 'sqlite_schema') return `UPDATE sqlite_schema SET sql = sql || '/*' || replace(hex(zeroblob(${bytes / 2})), '0', 'x') WHERE name = 'archive'`
  if (table.startsWith('sqlite_stat')) return `ANALYZE; UPDATE ${table} SET ${column} = CAST(zeroblob(${bytes}) AS TEXT)`
  const isText = `(SELECT type = 'TEXT' FROM pragma_table_info('${table}') WHERE name = '${column}')`
  const first = table === 'epochs' ? 'epoch = 0' : `rowid = (SELECT min(rowid) FROM ${quoted(table)})`
  return `UPDATE ${quoted(table)} SET ${quoted(column)} = CASE WHEN ${isText} THEN CAST(zeroblob(${bytes}) AS TEXT) ELSE zeroblob(${bytes}) END
    WHERE ${first}`
}

const hostileStates: readonly unknown[] = [
  ...[null, 7, 'x', [], {}, { best: 'x' }, { best: -1e308 }, { scale: 1e308, best: null, wait: -1, cooldown: 5e-324 }, { scale: null }],
  ...[1e308, -1, 1.5, 0.5].map((scale) => ({ scale, best: 0.1, wait: 0, cooldown: 0 })),
  ...[{ wait: 1 }, { toString: null }, JSON.parse('{"__proto__":{"best":1}}') as unknown],
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
    if (random.below(4) === 0) {
      forgeCheckpoint(database, random, one)
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

/** Weights with something in them that is not as it was, or with a state that no callback has written, under their right hash. */
function forgeCheckpoint(database: Database.Database, random: Random, one: <Value>(values: readonly Value[]) => Value): void {
  const rows = database.prepare('SELECT rowid, epoch, state FROM checkpoints').all() as { rowid: number; epoch: number; state: Uint8Array }[]
  if (rows.length === 0) return
  const { rowid, epoch, state } = one(rows)
  const callbacks = { [one(['reduce-lr-on-plateau', 'model-checkpoint', 'lambda'])]: one(hostileStates) }
  const forged = random.below(2) === 0 ? mutated(state, random) : encodeCheckpoint({ ...decodeCheckpoint(state, epoch), callbacks }).state
  database.prepare('UPDATE checkpoints SET state = ?, sha256 = ? WHERE rowid = ?').run(forged, sha256(forged), rowid)
}

/** Makes a file be as long as its header says, and an archive, whatever was done to it: only then is anything else looked at. */
export function mended(bytes: Uint8Array, original: Uint8Array): Uint8Array {
  const pageBytes = 16_384
  const pages = Math.max(1, Math.ceil(bytes.length / pageBytes))
  const whole = Buffer.alloc(pages * pageBytes)
  whole.set(bytes)
  for (const [from, to] of [[0, 18], [68, 72]] as const) whole.set(original.subarray(from, to), from)
  whole.writeUInt32BE(pages, 28)
  return whole
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
