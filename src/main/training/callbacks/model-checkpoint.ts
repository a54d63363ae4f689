import type { ExperimentConfiguration } from '../../../shared/experiment/configuration.ts'
import type { Callback, EpochDraft, EpochLogs } from './callback.ts'
import { callbackStates, type CallbackStates } from './states.ts'

/**
 * Keras' ModelCheckpoint, writing to the store: every `everyEpochs` epochs it keeps a checkpoint, of which the last
 * `keep` stay, and besides them the one with the lowest monitored value so far. With `saveBestOnly` it looks at the
 * value only every `everyEpochs` epochs and keeps nothing but the best.
 *
 * The newest epoch is kept in any case, whatever this says: it is what a run resumes from.
 */
export class ModelCheckpoint implements Callback {
  readonly name = 'model-checkpoint'
  private best = Infinity

  constructor(private readonly options: Omit<ExperimentConfiguration['modelCheckpoint'], 'enabled'>) {}

  onEpochEnd(epoch: number, logs: EpochLogs, draft: EpochDraft): void {
    const { everyEpochs, saveBestOnly, monitor, keep } = this.options
    const due = (epoch + 1) % everyEpochs === 0
    const current = logs[monitor]
    const best = (due || !saveBestOnly) && current < this.best
    if (best) this.best = current
    draft.retention = { periodic: due && !saveBestOnly, best, keep }
  }

  state(): CallbackStates['model-checkpoint'] {
    return { best: Number.isFinite(this.best) ? this.best : null }
  }

  restore(state: unknown): void {
    this.best = callbackStates[this.name].parse(state).best ?? Infinity
  }
}
