import type { ExperimentConfiguration } from '../../../shared/experiment/configuration.ts'
import type { Callback, EpochLogs, TrainingRun } from './callback.ts'
import { callbackStates, type CallbackStates } from './states.ts'

/**
 * Keras' ReduceLROnPlateau: when the monitored value has not fallen by more than `minDelta` below its best for
 * `patience` epochs, the rate is multiplied by `factor`, but never below `minLearningRate`; then `cooldown` epochs pass
 * before it counts again.
 *
 * Keras changes the optimizer's rate, which a LearningRateScheduler would overwrite at the next epoch. Here the
 * reductions are a scale of their own, applied each epoch to what the schedule says, so that the two work together.
 */
export class ReduceLROnPlateau implements Callback {
  readonly name = 'reduce-lr-on-plateau'
  private scale = 1
  private best = Infinity
  private wait = 0
  private cooldown = 0

  constructor(
    private readonly run: TrainingRun,
    private readonly options: Omit<ExperimentConfiguration['reduceLROnPlateau'], 'enabled'>,
  ) {}

  /** The rate was set by hand: it holds as it is, and patience begins anew. */
  beginAnew(): void {
    this.scale = 1
    this.wait = 0
  }

  onEpochBegin(): void {
    const scheduled = this.run.learningRate
    this.run.learningRate = Math.max(scheduled * this.scale, Math.min(scheduled, this.options.minLearningRate))
  }

  onEpochEnd(_epoch: number, logs: EpochLogs): void {
    const { monitor, factor, patience, minDelta, minLearningRate } = this.options
    if (this.cooldown > 0) {
      this.cooldown -= 1
      this.wait = 0
    }
    const current = logs[monitor]
    if (current < this.best - minDelta) {
      this.best = current
      this.wait = 0
    } else if (this.cooldown === 0) {
      this.wait += 1
      if (this.wait >= patience && this.run.learningRate > minLearningRate) {
        this.scale *= factor
        this.cooldown = this.options.cooldown
        this.wait = 0
      }
    }
  }

  state(): CallbackStates['reduce-lr-on-plateau'] {
    const best = Number.isFinite(this.best) ? this.best : null
    return { scale: this.scale, best, wait: this.wait, cooldown: this.cooldown }
  }

  restore(state: unknown): void {
    const { scale, best, wait, cooldown } = callbackStates[this.name].parse(state)
    this.scale = scale
    this.best = best ?? Infinity
    this.wait = wait
    this.cooldown = cooldown
  }
}
