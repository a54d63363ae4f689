import type { LearningRateChange } from '../../../shared/experiment/learning-rate-change.ts'
import type { Callback, TrainingRun } from './callback.ts'

export interface LearningRatesByHand {
  /** Those of earlier times, in the order in which they apply. */
  recorded: readonly LearningRateChange[]
  /** Takes the rate that the user has asked for since the last call; null if there was none. */
  requested: () => number | null
  /** Keeps a change, before the first step that is made with it. */
  record: (change: LearningRateChange) => Promise<void>
}

/**
 * Learning rates that the user sets while the run trains. One applies from the next step on, in place of the schedule's, and
 * is recorded with that step: a run that resumes, or makes an epoch again that was lost, repeats it there to the bit. It
 * comes after the schedule, whose rate it replaces, and before ReduceLROnPlateau, which goes on from it.
 */
export class LearningRateByHand implements Callback {
  readonly name = 'learning-rate-by-hand'
  private changes: readonly LearningRateChange[]
  private epoch: number

  /**
   * @param fromEpoch first epoch to train, 0-based
   * @param onChange called when a rate takes effect
   */
  constructor(
    private readonly run: TrainingRun,
    fromEpoch: number,
    private readonly options: LearningRatesByHand,
    private readonly onChange: () => void,
  ) {
    this.changes = options.recorded
    this.epoch = fromEpoch
  }

  onEpochBegin(epoch: number): void {
    this.epoch = epoch
    const last = this.changes.findLast((change) => change.epoch < epoch)
    if (last !== undefined) this.run.learningRate = last.learningRate
  }

  async onBatchBegin(batch: number): Promise<void> {
    await this.recordRequest(batch)
    const due = this.changes.find(({ epoch, step }) => epoch === this.epoch && step === batch)
    if (due === undefined) return
    this.run.learningRate = due.learningRate
    this.onChange()
  }

  onEpochEnd(epoch: number): void {
    this.epoch = epoch + 1
  }

  /** What was asked for and not reached any more holds from where the run goes on. */
  close(): Promise<void> {
    return this.recordRequest(0)
  }

  private async recordRequest(step: number): Promise<void> {
    const learningRate = this.options.requested()
    if (learningRate === null) return
    const change = { epoch: this.epoch, step, learningRate, changedAt: Date.now() }
    const isBefore = (other: LearningRateChange) => other.epoch < change.epoch || (other.epoch === change.epoch && other.step < step)
    this.changes = [...this.changes.filter(isBefore), change]
    await this.options.record(change)
  }
}
