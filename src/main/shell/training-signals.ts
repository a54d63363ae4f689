import type { Experiment, TrainingProgress } from '../../shared/experiment/experiment.ts'
import { counted } from '../../shared/counted.ts'

/** A shorter run has ended before anyone looks away. */
const longRunMilliseconds = 30_000

export interface Desktop {
  /** Progress in the task bar, within [0, 1]; null: none. */
  progress(fraction: number | null, paused: boolean): void
  isFocused(): boolean
  notify(title: string, body: string, experimentId: string): void
}

const endings: Partial<Record<Experiment['status'], string>> = {
  completed: 'is trained',
  failed: 'failed',
  stopped: 'is stopped',
}

/** Tells the desktop about the training: progress in the task bar, and a notification when a long run ends unseen. */
export class TrainingSignals {
  readonly #startedAt = new Map<string, number>()
  readonly #halted = new Set<string>()
  #fraction: number | null = null

  constructor(
    private readonly desktop: Desktop,
    private readonly now: () => number = Date.now,
  ) {}

  experimentChanged(experiment: Experiment): void {
    const { id, status, name, epochsDone, error, bestValLoss } = experiment
    if (status === 'training' || status === 'paused') {
      if (!this.#startedAt.has(id)) this.#startedAt.set(id, this.now())
      this.#fraction ??= epochsDone / experiment.configuration.epochs
      this.desktop.progress(this.#fraction, status === 'paused')
      this.#tellHalt(experiment)
      return
    }
    const startedAt = this.#startedAt.get(id)
    if (startedAt === undefined) return
    this.#startedAt.delete(id)
    this.#halted.delete(id)
    this.#fraction = null
    this.desktop.progress(null, false)
    const ending = endings[status]
    if (ending === undefined || this.desktop.isFocused() || this.now() - startedAt < longRunMilliseconds) return
    const result = bestValLoss === null ? '' : `, best val_loss ${bestValLoss.toFixed(5)}`
    this.desktop.notify(`“${name}” ${ending}`, error ?? `${counted(epochsDone, 'epoch')}${result}`, id)
  }

  /** A run that has paused by itself needs somebody; once for each time. */
  #tellHalt({ id, name, status, error }: Experiment): void {
    if (status === 'training') this.#halted.delete(id)
    if (status !== 'paused' || error === null || this.#halted.has(id)) return
    this.#halted.add(id)
    if (!this.desktop.isFocused()) this.desktop.notify(`“${name}” is paused`, error, id)
  }

  progressed({ epoch, totalEpochs, step, stepsPerEpoch }: TrainingProgress): void {
    this.#fraction = Math.min(1, (epoch + step / stepsPerEpoch) / totalEpochs)
    this.desktop.progress(this.#fraction, false)
  }
}
