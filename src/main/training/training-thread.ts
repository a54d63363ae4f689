import { Worker } from 'node:worker_threads'
import { deserializeError, toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'
import type { TrainingOrder, TrainingReport, TrainingTask } from './protocol.ts'
import type { TrainingOutcome } from './trainer.ts'

export interface TrainingEnd {
  outcome: TrainingOutcome | 'failed'
  error: WorkbenchError | null
}

type OnReport = (report: Exclude<TrainingReport, { type: 'ended' }>) => void

/** One run of the training worker, seen from the thread that started it. */
export class TrainingThread {
  /** Resolves when the thread is gone and its memory with it; never rejects. */
  readonly ended: Promise<TrainingEnd>
  private readonly worker: Promise<Worker>

  /** @param onReport gets everything the worker says but its end */
  constructor(task: TrainingTask, onReport: OnReport) {
    this.worker = startWorker(task)
    this.ended = this.worker.then(
      (worker) => endOf(worker, onReport),
      (thrown: unknown) => ({ outcome: 'failed', error: toWorkbenchError(thrown) }),
    )
  }

  order(order: TrainingOrder): void {
    // A thread that could not be started has its error in `ended`.
    this.worker.then((worker) => worker.postMessage(order)).catch(() => undefined)
  }
}

/** The main thread loads TensorFlow too, though it never uses it: a worker cannot change the environment that it reads. */
async function startWorker(task: TrainingTask): Promise<Worker> {
  await import('../tensorflow/preload.ts')
  const worker = new Worker(workerPath('training-worker'), { workerData: task, name: 'training', stdout: true })
  // Standard output is for results alone.
  worker.stdout.pipe(process.stderr, { end: false })
  return worker
}

function endOf(worker: Worker, onReport: OnReport): Promise<TrainingEnd> {
  let end: TrainingEnd | null = null
  worker.on('message', (report: TrainingReport) => {
    if (report.type !== 'ended') onReport(report)
    else end = { outcome: report.outcome, error: report.error === null ? null : deserializeError(report.error) }
  })
  worker.on('error', (thrown) => {
    end ??= { outcome: 'failed', error: isOutOfMemory(thrown) ? outOfMemory() : toWorkbenchError(thrown) }
  })
  return new Promise((resolve) => {
    worker.on('exit', (code) => resolve(end ?? { outcome: 'failed', error: endedUnexpectedly(code) }))
  })
}

function isOutOfMemory(thrown: unknown): boolean {
  return (thrown as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function outOfMemory(): WorkbenchError {
  const remedy = 'Close other programs or make the model smaller, and resume the run.'
  return new WorkbenchError('internal', `The training thread ran out of memory. Its whole epochs are kept. ${remedy}`)
}

function endedUnexpectedly(code: number): WorkbenchError {
  const message = `The training thread ended unexpectedly (code ${code}). Resume the run: its whole epochs are kept.`
  return new WorkbenchError('internal', message)
}
