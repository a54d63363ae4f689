import type { DatasetSamples } from '../../shared/contract/datasets.ts'
import { RequestThread } from '../threads/request-thread.ts'
import { workerPath } from '../worker-path.ts'
import type { StoredDataset } from './load-dataset.ts'
import type { SampleChoice } from './samples.ts'

/** Long enough to go through the labels of a data set without reading it again; then its memory is given back. */
const idleMilliseconds = 60_000

export interface SamplesRequest {
  dataset: StoredDataset
  choice: SampleChoice
}

/** Takes images out of data sets in a thread of its own, which keeps the last one while it is asked for. */
export class SamplesThread {
  readonly #thread = new RequestThread<SamplesRequest, DatasetSamples>({
    ...{ path: () => workerPath('dataset-samples-worker'), name: 'samples', idle: idleMilliseconds },
  })

  /** The first training images. @throws WorkbenchError if the data set's files are not those that belong there */
  take(dataset: StoredDataset, choice: SampleChoice): Promise<DatasetSamples> {
    return this.#thread.ask({ dataset, choice })
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
