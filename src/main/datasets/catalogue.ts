import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import type { Store } from '../store/store.ts'
import { unfinishedMark } from '../unfinished.ts'
import { commitDataset, removeDatasetFolder } from './commit-dataset.ts'
import { isAbsent, readTestFiles } from './dataset-files.ts'
import { fillDatasetFolder, unfinished } from './dataset-folder.ts'
import { readTestLabels, writeTestLabels } from './label-file.ts'
import { datasetIdFor } from './dataset-id.ts'
import type { Dataset, LabelledImages } from './dataset.ts'
import { loadDataset, type StoredDataset } from './load-dataset.ts'
import { mnistSummary } from './mnist.ts'
import { prepareImport, type ImportRequest, type PreparedImport } from './prepare-import.ts'

/** The data sets there are: MNIST, which ships with the workbench, and those imported into the workspace. */
export class DatasetCatalogue {
  /** @param resources what ships with the workbench; `datasets/mnist/` in it holds the four files, as `.gz` */
  constructor(
    private readonly store: Store,
    private readonly workspaceDirectory: string,
    private readonly resources: string,
  ) {}

  /** MNIST first, then the imported ones in the order they came. Reads no images. */
  list(): DatasetSummary[] {
    return [mnistSummary, ...this.store.datasets.list().map((summary) => this.withSource(summary))]
  }

  /** @throws WorkbenchError `unknown-dataset` */
  get(id: string): DatasetSummary {
    const summary = id === mnistSummary.id ? mnistSummary : this.store.datasets.get(id)
    if (summary !== null) return this.withSource(summary)
    const ids = this.list().map((each) => each.id)
    throw new WorkbenchError(
      'unknown-dataset',
      `There is no data set “${id}” in this workspace. Import it, or use one of: ${ids.join(', ')}.`,
    )
  }

  /** @throws WorkbenchError also if its files are absent */
  usable(id: string): DatasetSummary {
    const summary = this.get(id)
    if (summary.source === 'absent') throw absentFiles(summary)
    return summary
  }

  /** Where to load it from, also in another thread. @throws WorkbenchError also if its files are absent */
  stored(id: string): StoredDataset {
    const summary = this.usable(id)
    return { summary, directory: this.directoryOf(summary) }
  }

  /** Takes up to a second for one of MNIST's size. @throws WorkbenchError also if its files are not those that were imported */
  load(id: string): Dataset {
    return loadDataset(this.stored(id))
  }

  /**
   * The test images alone, without reading the others, which are six times as many. Only the whole data set has a
   * checksum; what is checked here is what the files say of themselves.
   */
  loadTest(id: string): LabelledImages {
    const summary = this.usable(id)
    const { images, labels } = readTestFiles(this.directoryOf(summary))
    return { images: images.values, labels: labels.values }
  }

  /** Label of every test image; there even where the data set is absent. */
  testLabels(id: string): Uint8Array {
    return readTestLabels(this.directoryOf(this.get(id)))
  }

  /** The data set of this content, whatever it is called. */
  find(sha256: string): DatasetSummary | null {
    return this.list().find((summary) => summary.sha256 === sha256) ?? null
  }

  /**
   * Notes a data set that an experiment from elsewhere was trained on, so that its figures can be drawn, and has that experiment
   * adopted: both or neither. One of this content that has come meanwhile is taken instead.
   * @param adopt in the same transaction
   */
  addAbsent<Result>(
    known: Omit<DatasetSummary, 'id' | 'source' | 'trainCount' | 'testCount'>,
    testLabels: Uint8Array,
    adopt: (dataset: DatasetSummary) => Result,
  ): Result {
    const folder = this.unfinishedFolder()
    writeTestLabels(folder, testLabels)
    try {
      return commitDataset(this.store, folder, (place) => {
        const there = this.find(known.sha256)
        if (there !== null) return adopt(there)
        const id = datasetIdFor(known.name, (candidate) => this.isTaken(candidate))
        this.store.datasets.insert({ ...known, id, source: 'absent', trainCount: 0, testCount: testLabels.length })
        place(this.importedDirectory(id))
        return adopt(this.get(id))
      })
    } finally {
      removeDatasetFolder(folder)
    }
  }

  /**
   * Copies the files into the workspace; all of it happens or, if something is wrong with them, nothing. Takes seconds for a
   * data set of MNIST's size.
   */
  import(request: ImportRequest): DatasetSummary {
    return this.install(prepareImport(request, this.unfinishedFolder()))
  }

  /** Path of a new folder for an import to prepare. @throws WorkbenchError `not-found` if the workspace was moved or deleted */
  unfinishedFolder(): string {
    this.store.refuseMoved()
    return join(this.workspaceDirectory, 'datasets', `${unfinished}${unfinishedMark()}`)
  }

  /** Makes a prepared import a data set of the workspace, at once; if that fails nothing of it is left. */
  install({ name, folder, content }: PreparedImport): DatasetSummary {
    const id = commitDataset(this.store, folder, (place) => {
      const absent = this.list().find(({ source, sha256 }) => source === 'absent' && sha256 === content.sha256)
      if (absent !== undefined) {
        // What its files say, before they are there: a kill in between costs nothing.
        this.store.datasets.correct({ ...absent, ...content })
        return absent.id
      }
      const id = datasetIdFor(name, (candidate) => this.isTaken(candidate))
      this.store.datasets.insert({ id, name, source: 'imported', ...content })
      place(this.importedDirectory(id))
      return id
    })
    try {
      // An experiment from elsewhere waits for these very files.
      if (existsSync(folder)) fillDatasetFolder(folder, this.importedDirectory(id))
      return this.get(id)
    } catch (thrown) {
      throw toWorkbenchError(thrown)
    } finally {
      removeDatasetFolder(folder)
    }
  }

  private withSource(summary: DatasetSummary): DatasetSummary {
    if (summary.source === 'bundled' || !isAbsent(this.importedDirectory(summary.id))) return summary
    return { ...summary, source: 'absent' }
  }

  /** Also by a folder without a row, which may be of a database that was set aside. */
  private isTaken(id: string): boolean {
    return id === mnistSummary.id || this.store.datasets.get(id) !== null || existsSync(this.importedDirectory(id))
  }

  private directoryOf({ id, source }: DatasetSummary): string {
    return source === 'bundled' ? join(this.resources, 'datasets', id) : this.importedDirectory(id)
  }

  private importedDirectory(id: string): string {
    return join(this.workspaceDirectory, 'datasets', id)
  }
}

function absentFiles({ name, sha256 }: DatasetSummary): WorkbenchError {
  return new WorkbenchError(
    'invalid-dataset',
    `The data set “${name}” is not in this workspace (SHA-256 ${sha256.slice(0, 12)}…). Import its IDX files, under any name; until ` +
      'then its runs can be looked at, not trained.',
  )
}
