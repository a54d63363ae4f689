import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { deserializeError, toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'
import type { ExportReport, ExportRequest, ExportResult, ExportTask } from './protocol.ts'

export interface ExportOptions {
  /** Frames or rows done and in all. */
  onProgress?: (done: number, total: number) => void
  /** Aborting cancels the export between two frames; `run` then rejects with the kind `cancelled`. */
  signal?: AbortSignal
}

/** Exports from one workspace, each in a thread of its own; any number may run at the same time. */
export class ExportManager {
  /** @param directory the workspace */
  constructor(private readonly directory: string) {}

  /**
   * Resolves when the export is on the disk, whole, and its thread is gone. A failed or cancelled one leaves nothing.
   * @throws WorkbenchError
   */
  run(request: ExportRequest, { onProgress, signal }: ExportOptions = {}): Promise<ExportResult> {
    const task: ExportTask = { directory: this.directory, request: { ...request, out: resolve(request.out) } }
    return new Promise((fulfil, reject) => {
      const worker = new Worker(workerPath('export-worker'), { workerData: task, name: 'export' })
      const cancel = () => worker.postMessage('cancel')
      if (signal?.aborted === true) cancel()
      else signal?.addEventListener('abort', cancel)

      let settle = () => reject(new WorkbenchError('internal', 'The export thread ended unexpectedly. Export again.'))
      worker.on('message', (report: ExportReport) => {
        if (report.type === 'progress') onProgress?.(report.done, report.total)
        else if (report.type === 'done') settle = () => fulfil(report.result)
        else settle = () => reject(deserializeError(report.error))
      })
      worker.on('error', (thrown) => {
        settle = () => reject(toWorkbenchError(thrown))
      })
      worker.on('exit', () => {
        signal?.removeEventListener('abort', cancel)
        settle()
      })
    })
  }
}
