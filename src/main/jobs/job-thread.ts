import { Worker } from 'node:worker_threads'
import { deserializeError, toWorkbenchError, WorkbenchError, type SerializedError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'

/** What the thread of a job says; it hears nothing but `cancel`. */
export type JobReport<Result> =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; result: Result }
  | { type: 'failed'; error: SerializedError }

export interface JobOptions {
  /** Frames or rows done and in all. */
  onProgress?: (done: number, total: number) => void
  /** Aborting cancels the job at its next step; it then rejects with the kind `cancelled`. */
  signal?: AbortSignal
}

/**
 * Does a job in a thread of its own (`serveJob`). Settles when the thread is gone.
 * @param name of the job, for people
 * @throws WorkbenchError
 */
export function runInThread<Result>(
  worker: Parameters<typeof workerPath>[0],
  name: string,
  task: object,
  { onProgress, signal }: JobOptions,
): Promise<Result> {
  return new Promise((fulfil, reject) => {
    const thread = new Worker(workerPath(worker), { workerData: task, name })
    const cancel = () => thread.postMessage('cancel')
    if (signal?.aborted === true) cancel()
    else signal?.addEventListener('abort', cancel)

    let settle = () => reject(new WorkbenchError('internal', `The ${name} thread ended unexpectedly. Try again.`))
    thread.on('message', (report: JobReport<Result>) => {
      if (report.type === 'progress') onProgress?.(report.done, report.total)
      else if (report.type === 'done') settle = () => fulfil(report.result)
      else settle = () => reject(deserializeError(report.error))
    })
    thread.on('error', (thrown) => {
      settle = () => reject(toWorkbenchError(thrown))
    })
    thread.on('exit', () => {
      signal?.removeEventListener('abort', cancel)
      settle()
    })
  })
}
