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
  const worker = new Worker(workerPath('dataset-import-worker'), { workerData: task, name: 'data set import' })
  const cancel = () => void worker.terminate()
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
