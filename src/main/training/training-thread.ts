import { Worker } from 'node:worker_threads'
import { deserializeError, toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { workerPath } from '../worker-path.ts'
import type { TrainingOrder, TrainingReport, TrainingTask } from './protocol.ts'
import type { TrainingOutcome } from './trainer.ts'

export interface TrainingEnd {
  outcome: TrainingOutcome | 'failed'
  error: WorkbenchError | null
}

/** One run of the training worker, seen from the thread that started it. */
export class TrainingThread {
  /** Resolves when the thread is gone and its memory with it; never rejects. */
  readonly ended: Promise<TrainingEnd>
  private readonly worker: Worker

  /** @param onReport gets everything the worker says but its end */
  constructor(task: TrainingTask, onReport: (report: Exclude<TrainingReport, { type: 'ended' }>) => void) {
    this.worker = new Worker(workerPath('training-worker'), { workerData: task, name: 'training' })
    let end: TrainingEnd | null = null
    this.worker.on('message', (report: TrainingReport) => {
      if (report.type !== 'ended') onReport(report)
      else end = { outcome: report.outcome, error: report.error === null ? null : deserializeError(report.error) }
    })
    this.worker.on('error', (thrown) => {
      end ??= { outcome: 'failed', error: toWorkbenchError(thrown) }
    })
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', (code) => resolve(end ?? { outcome: 'failed', error: endedUnexpectedly(code) }))
    })
  }

  order(order: TrainingOrder): void {
    this.worker.postMessage(order)
  }
}

function endedUnexpectedly(code: number): WorkbenchError {
  return new WorkbenchError('internal', `The training thread ended unexpectedly (code ${code}). Resume the run: its whole epochs are kept.`)
}
