import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'

export interface StoredRun {
  /** SHA-256 of each row, but for what a clock says: “epochs 3” → hex. */
  rows: Map<string, string>
  epochs: number[]
  snapshots: number[]
  checkpoints: number[]
}

const tables = ['epochs', 'snapshots', 'checkpoints', 'learning_rate_changes']
const fromClock = ['seconds', 'ended_at', 'changed_at', 'experiment_id']
/** Hashes of rows hold what a clock says, too. */
const derived = ['row_sha256']

/** Every byte that the database holds of a run, as another program reads it. */
export function allOfARun(file: string, id: string): StoredRun {
  const database = new Database(file, { readonly: true })
  try {
    const rows = new Map<string, string>()
    const epochs: Record<string, number[]> = {}
    for (const table of tables) {
      for (const row of database.prepare<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE experiment_id = ? ORDER BY epoch`).iterate(id)) {
        const hash = createHash('sha256')
        for (const [column, value] of Object.entries(row)) {
          if (fromClock.includes(column) || derived.includes(column)) continue
          hash.update(`${column}=`).update(value instanceof Uint8Array ? value : `${typeof value} ${String(value)}`)
        }
        rows.set(`${table} ${Number(row.epoch)}${table === 'learning_rate_changes' ? ` ${Number(row.step)}` : ''}`, hash.digest('hex'))
        ;(epochs[table] ??= []).push(Number(row.epoch))
      }
    }
    const { epochs: done = [], snapshots = [], checkpoints = [] } = epochs
    return { rows, epochs: done, snapshots, checkpoints }
  } finally {
    database.close()
  }
}

/** What SQLite finds wrong with a file; none where all is well. */
export function damageOf(file: string): string[] {
  const database = new Database(file, { readonly: true })
  try {
    const integrity = database.prepare<[], string>('PRAGMA integrity_check').pluck().all()
    const orphans = database.prepare('PRAGMA foreign_key_check').all()
    return [...integrity.filter((line) => line !== 'ok'), ...orphans.map((row) => JSON.stringify(row))]
  } finally {
    database.close()
  }
}
