import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import type { EpochRecord } from '../../store/records.ts'
import type { CallbackStates } from './states.ts'

/** Means over the training images met in a batch or, after the epoch, in all of it; units as in EpochMetrics. */
export interface BatchLogs {
  loss: number
  reconstruction: number
  kl: number
}

/** What an epoch came to, under the names that Keras gives its logs. */
export interface EpochLogs extends BatchLogs {
  val_loss: number
  val_reconstruction: number
  val_kl: number
  learning_rate: number
}

/** The logs of an epoch that is stored. */
export function logsOf(metrics: EpochMetrics): EpochLogs {
  const { loss, reconstruction, kl, learningRate, valLoss, valReconstruction, valKl } = metrics
  return {
    ...{ loss, reconstruction, kl, learning_rate: learningRate },
    ...{ val_loss: valLoss, val_reconstruction: valReconstruction, val_kl: valKl },
  }
}

/** What the epoch that just ended leaves behind besides its weights. Callbacks fill it in their `onEpochEnd`. */
export type EpochDraft = Pick<EpochRecord, 'metrics' | 'snapshot' | 'retention'>

/** Where a run begins, or goes on. */
export interface TrainBegin {
  /** First epoch to be trained, 0-based. */
  epoch: number
  /** Of the epoch before it; null if there is none. */
  logs: EpochLogs | null
}

/** The run as its callbacks see and steer it: what Keras hangs on `self.model`. */
export interface TrainingRun {
  /** Learning rate of the steps to come. */
  learningRate: number
}

/**
 * Something that happens alongside training, in the terms of Keras' `Callback`. Epochs and batches count from 0. Hooks
 * run in the order of the list of callbacks; a promise is waited for; what a hook throws ends the run.
 */
export interface Callback {
  /** Unique within a run; its state is kept under this name. */
  readonly name: string
  onTrainBegin?(begin: TrainBegin): void | Promise<void>
  onEpochBegin?(epoch: number): void | Promise<void>
  onBatchBegin?(batch: number): void | Promise<void>
  onBatchEnd?(batch: number, logs: BatchLogs): void | Promise<void>
  onEpochEnd?(epoch: number, logs: EpochLogs, draft: EpochDraft): void | Promise<void>
  /**
   * Only when all went well: the epochs are done, or the run was stopped between two of them. With the logs of the last
   * epoch there is.
   */
  onTrainEnd?(logs: EpochLogs | null): void | Promise<void>
  /** However the run ends: gives back what the callback holds. */
  close?(): void | Promise<void>
  /** What must outlive the program for a resumed run to go on exactly; JSON, of a form that `states.ts` knows. */
  state?(): CallbackStates[keyof CallbackStates]
  /** Puts back what `state` gave, before `onTrainBegin`. */
  restore?(state: unknown): void
}
