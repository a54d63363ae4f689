import { createHash } from 'node:crypto'
import type { SqlValue } from '../store/connection.ts'
import type { Row } from '../store/rows.ts'

/** SHA-256 over rows: of each value its column, its type, its length and its bytes, so that no two contents look alike. */
export class RowDigest {
  rows = 0
  private readonly hash = createHash('sha256')

  add(row: Row): void {
    this.rows++
    for (const column of Object.keys(row).sort()) {
      const [type, bytes] = encoded(row[column] ?? null)
      this.hash.update(`${column}\0${type}${bytes.length}\0`)
      this.hash.update(bytes)
    }
  }

  /** To be called once. */
  finish(): { rows: number; sha256: string } {
    return { rows: this.rows, sha256: this.hash.digest('hex') }
  }
}

function encoded(value: SqlValue): [type: string, bytes: Uint8Array] {
  if (value === null) return ['n', new Uint8Array(0)]
  if (value instanceof Uint8Array) return ['b', value]
  return typeof value === 'string' ? ['t', Buffer.from(value)] : ['d', new Uint8Array(Float64Array.of(value).buffer)]
}
