import type { ImportProgress } from '../../shared/contract/datasets.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import type { DatasetCatalogue } from './catalogue.ts'
import { prepareInThread } from './import-thread.ts'
import type { ImportRequest } from './prepare-import.ts'

/** Imports data sets beside the caller, one at a time. */
export class DatasetImporter {
  #running: { abort: AbortController; ended: Promise<unknown> } | null = null

  constructor(private readonly catalogue: Pick<DatasetCatalogue, 'unfinishedFolder' | 'install'>) {}

  /**
   * As `DatasetCatalogue.import`, but the work is done in a thread. A failed or cancelled import leaves nothing.
   * @throws WorkbenchError `cancelled`, or `busy` while another import runs
   */
  async import(request: ImportRequest, onProgress: (progress: ImportProgress) => void = () => undefined): Promise<DatasetSummary> {
    if (this.#running !== null) throw new WorkbenchError('busy', 'Another data set is being imported. Wait until it is done.')
    const abort = new AbortController()
    const prepared = prepareInThread({ request, folder: this.catalogue.unfinishedFolder() }, onProgress, abort.signal)
    this.#running = { abort, ended: prepared.catch(() => undefined) }
    try {
      return this.catalogue.install(await prepared)
    } finally {
      this.#running = null
    }
  }

  cancel(): void {
    this.#running?.abort.abort()
  }

  /** Cancels the import that runs, and resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.cancel()
    await this.#running?.ended
  }
}
