import { firstTables } from './0001-first-tables.ts'
import { runNotes } from './0002-run-notes.ts'
import { sealedRows } from './0003-sealed-rows.ts'
import type { Migration } from './migration.ts'

/** In order, without a gap, never changed once released. The last one's version is the one this program writes. */
export const migrations: readonly Migration[] = [firstTables, runNotes, sealedRows]
