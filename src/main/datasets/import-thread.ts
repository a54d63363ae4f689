import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { ImportProgress } from '../../shared/contract/datasets.ts'
import { deserializeError, toWorkbenchError, WorkbenchError, type SerializedError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'
import type { ImportRequest, PreparedImport } from './prepare-import.ts'

export interface ImportTask {
  request: ImportRequest
  /** A new one, absolute. */
  folder: string
}

/** What the thread gets: the task, and where it sees that it was cancelled: its first number is not 0 then. */
export interface ImportThreadData extends ImportTask {
  cancelled: Int32Array
}

export type ImportReport =
  | { type: 'progress'; progress: ImportProgress }
  | { type: 'done'; prepared: PreparedImport }
  | { type: 'failed'; error: SerializedError }

/**
 * Prepares an import in a thread of its own. If that fails or is cancelled the folder is gone when it rejects.
 * @throws WorkbenchError `cancelled` among them
 */
export async function prepareInThread(
  task: ImportTask,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<PreparedImport> {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: ImportThreadData = { ...task, cancelled }
  const worker = new Worker(workerPath('dataset-import-worker'), { workerData, name: 'data set import' })
  // Not terminated: where that meets a compressor that is just being made, Node aborts the whole process (“close before init”).
  const cancel = () => void Atomics.store(cancelled, 0, 1)
  signal.addEventListener('abort', cancel)
  try {
    return await outcomeOf(worker, onProgress, signal)
  } catch (thrown) {
    await rm(task.folder, { recursive: true, force: true })
    throw thrown
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** Known when the thread is gone. */
function outcomeOf(worker: Worker, onProgress: (progress: ImportProgress) => void, signal: AbortSignal): Promise<PreparedImport> {
  return new Promise((fulfil, reject) => {
    let settle = () => reject(new WorkbenchError('internal', 'The import ended unexpectedly. Import again.'))
    worker.on('message', (report: ImportReport) => {
      if (report.type === 'progress') onProgress(report.progress)
      else if (report.type === 'done') settle = () => fulfil(report.prepared)
      else settle = () => reject(deserializeError(report.error))
    })
    worker.on('error', (thrown) => {
      settle = () => reject(toWorkbenchError(thrown))
    })
    worker.on('exit', () => {
      if (signal.aborted) reject(new WorkbenchError('cancelled', 'The import was cancelled. Nothing was written.'))
      else settle()
    })
  })
}
