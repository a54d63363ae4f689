import { reseal, sealedTables, type SealedTable } from '../sealed-rows.ts'
import type { Migration } from './migration.ts'

/** A hash over each row, so that a number or a pixel that is not what was written is noticed. */
export const sealedRows: Migration = {
  version: 3,
  run: (connection) => {
    for (const table of Object.keys(sealedTables) as SealedTable[]) {
      connection.execute(`ALTER TABLE ${table} ADD COLUMN row_sha256 BLOB;  -- see docs/adr/0013`)
      reseal(connection, table, 'true')
    }
  },
}
