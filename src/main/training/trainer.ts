import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { TrainingProgress } from '../../shared/experiment/experiment.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { shuffledIndices } from '../../shared/maths/shuffle.ts'
import type { Evaluation, ModelSession } from '../models/model-session.ts'
import { logsOf, type BatchLogs, type Callback, type EpochDraft, type EpochLogs, type TrainingRun } from './callbacks/callback.ts'
import type { TrainingControl } from './control.ts'
import { refuseDivergence } from './diverged.ts'
import { MeanLogs } from './mean-logs.ts'
import { TimeLeft } from './time-left.ts'

const progressIntervalMilliseconds = 100

export interface TrainerOptions {
  experimentId: string
  session: Pick<ModelSession, 'trainStep' | 'evaluate'>
  /** Training images in the data set. */
  trainCount: number
  configuration: Pick<ExperimentConfiguration, 'batchSize' | 'seed' | 'epochs'>
  /** First epoch to train, 0-based: the number of those done before. */
  fromEpoch: number
  /** Of the epoch before the first; null if there is none. */
  lastMetrics?: EpochMetrics | null
  /** Steps made before epoch 0: by the run whose optimiser a branch goes on with. */
  stepsBefore?: number
  run: TrainingRun
  callbacks: readonly Callback[]
  control: TrainingControl
  onProgress: (progress: TrainingProgress) => void
}

/** How a run ended without an error; `aborted` lost the epoch it was in. */
export type TrainingOutcome = 'completed' | 'stopped' | 'aborted'

/**
 * The epoch loop. What it does is a function of the configuration, the seed, the epoch and the session's state alone,
 * never of time or of how often it was interrupted, so that a resumed run ends exactly where an uninterrupted one does.
 */
export class Trainer {
  private readonly stepsPerEpoch: number
  private readonly timeLeft = new TimeLeft()
  private progressAt = -Infinity
  private logs: EpochLogs | null
  private endedAt: number

  constructor(private readonly options: TrainerOptions) {
    const { lastMetrics = null } = options
    this.endedAt = lastMetrics?.endedAt ?? -Infinity
    this.logs = lastMetrics === null ? null : logsOf(lastMetrics)
    this.stepsPerEpoch = Math.ceil(options.trainCount / options.configuration.batchSize)
  }

  async train(): Promise<TrainingOutcome> {
    const { callbacks, configuration, control, fromEpoch } = this.options
    for (const callback of callbacks) await callback.onTrainBegin?.({ epoch: fromEpoch, logs: this.logs })
    let epoch = fromEpoch
    for (; epoch < configuration.epochs; epoch++) {
      // A pause may begin here, between two epochs; a stop meanwhile ends the run here.
      await control.atStep()
      if (control.abortRequested) return 'aborted'
      if (control.stopRequested) break
      const stopwatch = this.stopwatch()
      if (!(await this.trainEpoch(epoch))) return 'aborted'
      this.timeLeft.epochTook(stopwatch())
      control.epochEnded()
    }
    for (const callback of callbacks) await callback.onTrainEnd?.(this.logs)
    return epoch < configuration.epochs ? 'stopped' : 'completed'
  }

  /** @returns what tells the seconds that have been worked since */
  private stopwatch(): () => number {
    const { control } = this.options
    const [began, idle] = [performance.now(), control.idleSeconds]
    return () => (performance.now() - began) / 1000 - (control.idleSeconds - idle)
  }

  /** @returns false when aborted */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { session, trainCount, configuration, stepsBefore = 0, run, callbacks, control } = this.options
    const { batchSize, seed } = configuration
    const at = { epoch, batchSize }
    const stopwatch = this.stopwatch()
    for (const callback of callbacks) await callback.onEpochBegin?.(epoch)
    const order = shuffledIndices(trainCount, seed, epoch)
    const training = new MeanLogs()
    for (let batch = 0; batch < this.stepsPerEpoch; batch++) {
      await control.atStep()
      if (control.abortRequested) return false
      for (const callback of callbacks) await callback.onBatchBegin?.(batch)
      const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize)
      const logs = session.trainStep(indices, stepsBefore + epoch * this.stepsPerEpoch + batch, run.learningRate)
      refuseDivergence(logs.loss, { ...at, step: batch, what: 'the loss', learningRate: run.learningRate })
      training.add(logs, indices.length)
      for (const callback of callbacks) await callback.onBatchEnd?.(batch, logs)
      this.postProgress(epoch, batch + 1, training.mean.loss)
    }
    const validation = session.evaluate(epoch)
    refuseDivergence(validation.loss, { ...at, step: null, what: 'the validation loss', learningRate: run.learningRate })
    await this.endEpoch(epoch, training.mean, validation, stopwatch())
    return true
  }

  private async endEpoch(epoch: number, training: BatchLogs, validation: Evaluation, seconds: number): Promise<void> {
    const learningRate = this.options.run.learningRate
    const { loss, reconstruction, kl } = training
    const { loss: valLoss, reconstruction: valReconstruction, kl: valKl, klPerDimension: valKlPerDimension } = validation
    const draft: EpochDraft = {
      metrics: {
        ...{ epoch, loss, valLoss, reconstruction, kl, valReconstruction, valKl, valKlPerDimension },
        ...{ learningRate, seconds, endedAt: this.timeAfter(seconds) },
      },
      snapshot: null,
      retention: { periodic: false, best: false, keep: 0 },
    }
    this.logs = logsOf(draft.metrics)
    for (const callback of this.options.callbacks) await callback.onEpochEnd?.(epoch, this.logs, draft)
  }

  /** Milliseconds since 1970. It never goes back, also where the clock was set back: then it goes on by what was worked. */
  private timeAfter(seconds: number): number {
    this.endedAt = Math.max(Date.now(), Math.round(this.endedAt + seconds * 1000))
    return this.endedAt
  }

  private postProgress(epoch: number, step: number, loss: number): void {
    const now = performance.now()
    const { stepsPerEpoch } = this
    if (now - this.progressAt < progressIntervalMilliseconds && step > 1 && step < stepsPerEpoch) return
    this.progressAt = now
    const { experimentId, configuration, onProgress } = this.options
    const totalEpochs = configuration.epochs
    onProgress({
      ...{ experimentId, epoch, totalEpochs, step, stepsPerEpoch, loss },
      secondsPerEpoch: this.timeLeft.secondsPerEpoch,
      secondsLeft: this.timeLeft.secondsLeft(totalEpochs - epoch, step / stepsPerEpoch),
    })
  }
}
