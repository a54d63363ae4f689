import { constants, existsSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { ImportedExperiment } from '../../shared/contract/experiments.ts'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { cleanLines, cleanName, printableLines } from '../../shared/plain-text.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import { fileError } from '../file-error.ts'
import type { Progress } from '../export/progress.ts'
import { resourcesDirectory } from '../resources.ts'
import { unnamed } from '../store/experiment-values.ts'
import type { Row } from '../store/rows.ts'
import { Store } from '../store/store.ts'
import { unfinishedMark } from '../unfinished.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { refuseOtherFiles } from './archive-file.ts'
import type { ArchiveDataset } from './archive-record.ts'
import { archivedTables, rowsOf } from './archive-schema.ts'
import { openArchive, type Archive } from './read-archive.ts'

/**
 * Adds the experiment in an archive to a workspace, under a new id; all of it or nothing. It refers to the data set of
 * the same content, whatever that is called here.
 * @throws WorkbenchError if the file is no whole archive of this or an earlier version
 */
export async function importArchive(workspace: string, file: string, progress: Progress): Promise<ImportedExperiment> {
  const copy = join(workspace, `.importing-${unfinishedMark()}`)
  const name = basename(file)
  try {
    refuseNoDatabase(workspace)
    refuseOtherFiles(file, workspace, name)
    await copyFile(file, copy, constants.COPYFILE_FICLONE).catch((thrown: unknown) => {
      // The file has been read, so what fails is writing into the workspace.
      throw fileError(thrown, workspace)
    })
    const archive = await openArchive(copy, name, progress)
    try {
      return adopt(workspace, archive)
    } finally {
      archive.connection.close()
    }
  } catch (thrown) {
    throw toWorkbenchError(thrown)
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true })
  }
}

/** Before anything is copied there: a workspace that is gone must not come back as an empty one. */
function refuseNoDatabase(workspace: string): void {
  const database = workspaceFiles.database(workspace)
  if (existsSync(database)) return
  throw new WorkbenchError('not-found', `“${database}” was moved or deleted. Put it back, or import into another workspace.`)
}

function adopt(workspace: string, archive: Archive): ImportedExperiment {
  const store = Store.open(workspaceFiles.database(workspace), { mustExist: true })
  try {
    const datasets = new DatasetCatalogue(store, workspace, resourcesDirectory())
    const adoptFor = (dataset: DatasetSummary) => {
      refuseOtherSizes(dataset, archive.dataset)
      return { dataset, experiment: adoptRows(store, archive, dataset.id) }
    }
    const adopted = store.transaction(() => {
      const known = datasets.find(archive.dataset.sha256)
      return known === null ? null : adoptFor(known)
    })
    const { dataset, experiment } = adopted ?? datasets.addAbsent(archive.dataset, archive.testLabels, adoptFor)
    return { experiment, missingDataset: dataset.source === 'absent' ? dataset.name : null }
  } finally {
    store.close()
  }
}

function adoptRows(store: Store, { connection, experimentId, configuration }: Archive, dataset: string): Experiment {
  const text = JSON.stringify({ ...configuration, dataset })
  return store.adopt(({ id, colour }, insert) => {
    for (const table of archivedTables(connection)) {
      for (const row of rowsOf(connection, table, experimentId)) {
        const changes = table.name === 'experiments' ? own(row, { configuration: text, colour }) : {}
        insert(table.name, { ...row, [table.owner]: id, ...changes })
      }
    }
  })
}

/** Its figures are drawn with what is known here of its data set. */
function refuseOtherSizes(known: DatasetSummary, said: ArchiveDataset): void {
  if (isDeepStrictEqual(sizesOf(known), sizesOf(said))) return
  if (known.source !== 'absent') {
    throw new WorkbenchError('invalid-archive', `The experiment is not of the data set “${known.name}” that it names. Export it again.`)
  }
  throw new WorkbenchError(
    'invalid-archive',
    `An experiment that was imported before says otherwise how large the data set “${known.name}” is, and which of them is right ` +
      'only its files can tell. Import its IDX files, then this experiment again.',
  )
}

function sizesOf({ height, width, testClassCounts }: ArchiveDataset) {
  return { height, width, testClassCounts }
}

/** What differs in this workspace. A run that trained when it was exported does not train here. */
function own(row: Row, changes: { configuration: string; colour: number }): Row {
  const running = ['training', 'paused', 'queued'].includes(String(row.status))
  // Cleaned rather than refused: who imports it did not write it.
  const texts = {
    name: cleanName(String(row.name), unnamed),
    notes: cleanLines(String(row.notes ?? '')),
    error: row.error == null ? null : printableLines(String(row.error)),
  }
  return { ...changes, ...texts, number: null, hidden: 0, deleted_at: null, status: running ? 'interrupted' : (row.status ?? 'created') }
}
