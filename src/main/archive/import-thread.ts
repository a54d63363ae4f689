import { Worker } from 'node:worker_threads'
import type { ImportedExperiment } from '../../shared/contract/experiments.ts'
import { deserializeError, toWorkbenchError, WorkbenchError, type SerializedError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'

export interface ImportTask {
  /** Workspace folder. */
  directory: string
  /** The archive, absolute. */
  file: string
}

export type ImportReport =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; result: ImportedExperiment }
  | { type: 'failed'; error: SerializedError }

/** Imports an archive in a thread of its own. @throws WorkbenchError */
export function importInThread(
  task: ImportTask,
  { onProgress, signal }: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<ImportedExperiment> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(workerPath('import-worker'), { workerData: task, name: 'import' })
    signal?.addEventListener('abort', () => worker.postMessage('cancel'), { once: true })
    let settle = () => reject(new WorkbenchError('internal', 'The import thread ended unexpectedly. Import again.'))
    worker.on('message', (report: ImportReport) => {
      if (report.type === 'progress') onProgress?.(report.done, report.total)
      else if (report.type === 'done') settle = () => fulfil(report.result)
      else settle = () => reject(deserializeError(report.error))
    })
    worker.on('error', (thrown) => {
      settle = () => reject(toWorkbenchError(thrown))
    })
    worker.on('exit', () => settle())
  })
}
