import type { LearningRateSchedule } from '../../../shared/experiment/configuration.ts'
import type { Callback, TrainingRun } from './callback.ts'

/**
 * Learning rate of an epoch.
 *
 * @param initial rate that the schedule starts from (and, for warm-up, ends at)
 * @param epoch 0-based
 * @param totalEpochs of the run, which a cosine spans that does not say how many
 */
export function scheduledLearningRate(
  schedule: LearningRateSchedule,
  initial: number,
  epoch: number,
  totalEpochs: number,
): number {
  switch (schedule.kind) {
    case 'constant':
      return initial
    case 'step':
      return initial * schedule.factor ** Math.floor(epoch / schedule.everyEpochs)
    case 'exponential':
      return initial * Math.exp(-schedule.rate * epoch)
    case 'cosine': {
      const fraction = Math.min(epoch / (schedule.epochs ?? totalEpochs), 1)
      return schedule.minimum + ((initial - schedule.minimum) * (1 + Math.cos(Math.PI * fraction))) / 2
    }
    case 'warm-up':
      return initial * Math.min((epoch + 1) / schedule.epochs, 1)
  }
}

/**
 * Keras' LearningRateScheduler: sets the rate at the beginning of each epoch, from the epoch alone. So it comes before
 * ReduceLROnPlateau in the list of callbacks, which then scales what it set.
 */
export class LearningRateScheduler implements Callback {
  readonly name = 'learning-rate-scheduler'

  constructor(
    private readonly run: TrainingRun,
    private readonly schedule: LearningRateSchedule,
    private readonly initial: number,
    private readonly totalEpochs: number,
  ) {}

  onEpochBegin(epoch: number): void {
    this.run.learningRate = scheduledLearningRate(this.schedule, this.initial, epoch, this.totalEpochs)
  }
}
