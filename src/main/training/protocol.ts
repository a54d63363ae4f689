import type { SerializedError } from '../../shared/errors.ts'
import type { TrainingProgress } from '../../shared/experiment/experiment.ts'
import type { LearningRateChange } from '../../shared/experiment/learning-rate-change.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import type { TrainingOutcome } from './trainer.ts'

/** What the training worker is started with (`workerData`). */
export interface TrainingTask {
  /** The workspace: where `workbench.sqlite`, `datasets/` and `logs/` are. */
  directory: string
  experimentId: string
  /** Path of a LambdaCallback's module. */
  callback: string | null
}

/** To the worker. The thread ends by itself after a run; nothing ever terminates it. */
export type TrainingOrder = 'pause' | 'resume' | 'fallAsleep' | 'wakeUp' | 'oneEpoch' | 'stop' | 'abort' | { learningRate: number }

/** From the worker. `ended` is the last. An epoch is in the store before it is reported. */
export type TrainingReport =
  | { type: 'progress'; progress: TrainingProgress }
  /** `reason`: why it halts by itself; it then goes on by itself, too. */
  | { type: 'paused'; paused: boolean; reason: SerializedError | null }
  | { type: 'epoch'; metrics: EpochMetrics; hasSnapshot: boolean }
  | { type: 'learning-rate'; change: LearningRateChange }
  | { type: 'warning'; message: string }
  | { type: 'ended'; outcome: TrainingOutcome | 'failed'; error: SerializedError | null }
