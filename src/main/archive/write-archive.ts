import { dirname } from 'node:path'
import type { Progress } from '../export/progress.ts'
import { Connection } from '../store/connection.ts'
import { newestVersion } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import { insertRow, quoted, type Row } from '../store/rows.ts'
import { isAsWritten, sealed } from '../store/sealed-rows.ts'
import { notAsWritten } from '../store/sqlite-errors.ts'
import type { ArchiveDataset, Digests } from './archive-record.ts'
import { archivedTables, archiveFormat, createArchiveSchema, rowsOf } from './archive-schema.ts'
import { RowDigest } from './row-digest.ts'
import { withoutPlaces } from './without-places.ts'

export interface ArchiveContents {
  experimentId: string
  dataset: ArchiveDataset
  /** Label of every test image. */
  testLabels: Uint8Array
}

/**
 * Copies an experiment with everything of it into a database of its own.
 * @throws WorkbenchError `database-corrupt` if any of it is not what was written
 * @param database of the workspace
 * @param file empty; whoever calls sees to it that nobody takes it for whole before this has resolved
 */
export async function writeArchive(database: string, file: string, contents: ArchiveContents, progress: Progress): Promise<void> {
  const { experimentId, dataset, testLabels } = contents
  const source = Connection.open(database, { readOnly: true })
  try {
    const target = Connection.open(file)
    try {
      // Beside the file nothing is written: it is the caller's until it is whole.
      target.execute('PRAGMA journal_mode = MEMORY; PRAGMA page_size = 16384; BEGIN IMMEDIATE')
      createArchiveSchema(target, newestVersion(migrations))
      // All of it as it is at one moment, even if the run trains meanwhile.
      source.execute('BEGIN')
      const digests: Digests = {}
      const tables = archivedTables(source)
      const total = tables.reduce((sum, table) => sum + countOf(source, table.name, table.owner, experimentId), 0)
      let done = 0
      for (const table of tables) {
        const digest = new RowDigest()
        for (const row of rowsOf(source, table, experimentId)) {
          await progress.reached(done++, total)
          // Its hash in the archive would make it look whole for ever.
          if (!isAsWritten(table.name, row)) throw notAsWritten(database, `parts of run ${experimentId}`)
          const given = table.name === 'experiments' ? toGiveAway(row, dirname(database)) : row
          digest.add(given)
          insertRow(target, table.name, given)
        }
        digests[table.name] = digest.finish()
      }
      insertRow(target, 'archive', {
        ...{ format: archiveFormat, exported_at: Date.now(), dataset: JSON.stringify(dataset) },
        ...{ test_labels: testLabels, digests: JSON.stringify(digests) },
      })
      target.execute('COMMIT')
      await progress.reached(total, total)
    } finally {
      target.close()
    }
  } finally {
    source.close()
  }
}

/** What ended a run may name folders of this machine. */
function toGiveAway(row: Row, workspace: string): Row {
  return typeof row.error === 'string' ? sealed('experiments', { ...row, error: withoutPlaces(row.error, workspace) }) : row
}

function countOf(connection: Connection, table: string, owner: string, experimentId: string): number {
  const row = connection.statement<{ rows: number }>(`SELECT count(*) AS rows FROM ${quoted(table)} WHERE ${quoted(owner)} = ?`).get(experimentId)
  return row?.rows ?? 0
}
