import type { Progress } from '../export/progress.ts'
import type { Connection } from './connection.ts'
import { sha256 } from './digest.ts'
import { applicationId } from './identity.ts'
import { newestVersion } from './migrate.ts'
import { sealedRows } from './migrations/0003-sealed-rows.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import type { Row } from './rows.ts'
import { hasTablesOf } from './schema.ts'
import { isAsWritten, sealedColumns, sealedTables, type SealedTable } from './sealed-rows.ts'
import { counted } from '../../shared/counted.ts'

/** Between two moments in which a request to cancel is heard. */
const rowsAtOnce = 32
/** More than these say nothing new. */
const most = 100

/** What the rows of a table are to a user. */
const parts: Record<SealedTable, string> = {
  experiments: 'its name, configuration or notes',
  epochs: 'the metrics',
  snapshots: 'the figures',
  checkpoints: 'the checkpoint',
  learning_rate_changes: 'a learning rate set by hand',
  datasets: 'what is known of a data set',
}

/**
 * Reads a whole database and compares all of it with what was written: SQLite's own structure, the tables, every row with its
 * seal, and weights with their hashes. All of it as it is at one moment: a run that trains meanwhile is no damage.
 * A copy that an older version made is whole in its own schema: it is brought up to date when it is opened.
 * @param progress hears of rows that are checked
 * @param known up to the newest schema
 * @returns what is wrong, for the user; empty if the file is whole
 * @throws WorkbenchError `database-corrupt` if it cannot even be read, and `cancelled`
 */
export async function checkDatabase(
  connection: Connection,
  progress: Pick<Progress, 'reached'>,
  known: readonly Migration[] = migrations,
): Promise<string[]> {
  connection.execute('BEGIN')
  try {
    return await damageIn(connection, progress, known)
  } finally {
    // Some errors end it by themselves.
    if (connection.isInTransaction) connection.execute('ROLLBACK')
  }
}

async function damageIn(connection: Connection, progress: Pick<Progress, 'reached'>, known: readonly Migration[]): Promise<string[]> {
  const structure = structuralDamage(connection, known)
  // Rows of a file whose structure is damaged may not be readable at all.
  if (structure.length > 0) return structure
  const findings: string[] = []
  const tables = Object.keys(sealedTables) as SealedTable[]
  const total = tables.reduce((sum, table) => sum + countOf(connection, table), 0)
  let done = 0
  for (const table of tables) {
    for (const finding of rowDamage(connection, table)) {
      if (done++ % rowsAtOnce === 0) await progress.reached(done, total)
      if (finding !== null) findings.push(finding)
    }
  }
  findings.push(...missingEpochs(connection))
  return findings.slice(0, most)
}

/** What SQLite itself finds, and tables that are not this program's. */
function structuralDamage(connection: Connection, known: readonly Migration[]): string[] {
  if (connection.pragma('application_id') !== applicationId) return ['it is not marked as the workbench’s']
  const version = Number(connection.pragma('user_version'))
  // What is older has no seals to check.
  if (version < sealedRows.version || version > newestVersion(known)) return [`its schema is version ${version}`]
  const integrity = connection
    .statement<{ integrity_check: string }>(`PRAGMA integrity_check(${most})`)
    .all()
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok')
  if (integrity.length > 0) return integrity
  if (!hasTablesOf(connection, known.filter((migration) => migration.version <= version))) return ['its tables are not those that the workbench makes']
  const orphans = connection.statement<{ table: string }>('PRAGMA foreign_key_check').all()
  return orphans.map(({ table }) => `a row of ${table} belongs to nothing`)
}

function countOf(connection: Connection, table: SealedTable): number {
  return connection.statement<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`).get()?.rows ?? 0
}

/** Row by row, since one may take megabytes: what is wrong with it, or null. */
function* rowDamage(connection: Connection, table: SealedTable): Generator<string | null> {
  const key = sealedTables[table]
  const named = key.map((column) => `${column} = ?`).join(' AND ')
  const columns = sealedColumns(connection, table)
  const one = connection.statement<Row>(`SELECT ${columns} FROM ${table} WHERE ${named}`)
  for (const found of connection.statement<Row>(`SELECT ${key.join(', ')} FROM ${table} ORDER BY ${key.join(', ')}`).all()) {
    const values = key.map((column) => found[column] ?? null)
    const row = one.get(...values)
    const whole = row !== undefined && isAsWritten(table, row) && hasItsWeights(connection, table, row)
    yield whole ? null : describeRow(table, found)
  }
}

/** Whether what the seal only has the hash of fits that hash. */
function hasItsWeights(connection: Connection, table: SealedTable, { experiment_id: id = null, epoch = null, ...row }: Row): boolean {
  const of = 'WHERE experiment_id = ? AND epoch = ?'
  const sql = { snapshots: `SELECT weights AS bytes FROM snapshots ${of}`, checkpoints: `SELECT state AS bytes FROM checkpoints ${of}` }
  if (table !== 'snapshots' && table !== 'checkpoints') return true
  const bytes = connection.statement<{ bytes: Uint8Array | null }>(sql[table]).get(id, epoch)?.bytes ?? null
  const hash = (table === 'snapshots' ? row.weights_sha256 : row.sha256) ?? null
  return bytes === null ? hash === null : sha256(bytes) === hash
}

function describeRow(table: SealedTable, key: Row): string {
  const part = parts[table]
  if (table === 'datasets') return `${part}: ${String(key.id)}`
  const run = `run ${String(key.experiment_id ?? key.id)}`
  return table === 'experiments' ? `${run}: ${part}` : `${run}, epoch ${String(key.epoch)}: ${part}`
}

function missingEpochs(connection: Connection): string[] {
  return connection
    .statement<{ id: string; epochs: number; last: number }>(
      `SELECT experiment_id AS id, count(*) AS epochs, max(epoch) AS last FROM epochs GROUP BY experiment_id HAVING count(*) <> max(epoch) + 1`,
    )
    .all()
    .map(({ id, epochs, last }) => `run ${id}: ${counted(last + 1 - epochs, 'epoch')} missing`)
}
