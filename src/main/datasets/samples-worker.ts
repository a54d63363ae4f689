import { parentPort } from 'node:worker_threads'
import { serveRequests } from '../threads/serve-requests.ts'
import type { Dataset } from './dataset.ts'
import { loadDataset } from './load-dataset.ts'
import { samplesOf } from './samples.ts'
import type { SamplesRequest } from './samples-thread.ts'

/** The last data set that was asked for: its labels are looked at one after the other. */
let loaded: { directory: string; sha256: string; dataset: Dataset } | null = null

function load({ summary, directory }: SamplesRequest['dataset']): Dataset {
  if (loaded?.directory === directory && loaded.sha256 === summary.sha256) return loaded.dataset
  // Before the next one is read: two may be more than there is memory for.
  loaded = null
  const dataset = loadDataset({ summary, directory })
  loaded = { directory, sha256: summary.sha256, dataset }
  return dataset
}

/** The thread that takes samples out of data sets. */
if (parentPort !== null) {
  serveRequests(parentPort, ({ dataset, choice }: SamplesRequest) => samplesOf(load(dataset), choice))
}
