import type { Experiment, ExperimentStatus } from '../../shared/experiment/experiment.ts'
import { toWorkbenchError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import { mayPass, retryMilliseconds } from './passing-errors.ts'

/** The statuses of runs, in the store and, where that takes no note of them, in memory. */
export class RunStatuses {
  private readonly unnoted = new Map<string, { status: ExperimentStatus; error: string | null }>()
  private timer: NodeJS.Timeout | null = null

  /** @param changed hears of each change, once it is stored or cannot be */
  constructor(
    private readonly store: Store,
    private readonly changed: (experiment: Experiment) => void,
  ) {}

  /** @throws WorkbenchError if the store does not take it */
  set(id: string, status: ExperimentStatus, error?: string): void {
    this.noted(this.store.experiments.setStatus(id, status, error))
  }

  /** The store has taken it. @param experiment as it is there */
  noted(experiment: Experiment): void {
    this.unnoted.delete(experiment.id)
    this.changed(experiment)
  }

  /**
   * Notes a status down, now or when the disk takes it again: until then it is kept in memory.
   * @throws WorkbenchError if the store does not take it for a reason that does not pass
   */
  setInTime(id: string, status: ExperimentStatus, error?: string): void {
    try {
      this.set(id, status, error)
    } catch (thrown) {
      if (!mayPass(toWorkbenchError(thrown))) throw thrown
      this.keep(id, status, error ?? null)
      this.timer ??= setInterval(() => this.noteKept(), retryMilliseconds).unref()
    }
  }

  /** Notes down that a run has halted, and tells it also where that cannot be noted: its disk may be full, or gone. */
  noteHalt(id: string, status: ExperimentStatus, error: string): void {
    try {
      this.set(id, status, error)
    } catch {
      this.keep(id, status, error)
    }
  }

  /** An experiment of the store's as it really is. */
  asItIs(experiment: Experiment): Experiment {
    return { ...experiment, ...this.unnoted.get(experiment.id) }
  }

  /** Tries a last time to note down what is kept. */
  close(): void {
    this.noteKept()
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }

  private keep(id: string, status: ExperimentStatus, error: string | null): void {
    this.unnoted.set(id, { status, error })
    const known = this.known(id)
    if (known !== null) this.changed(this.asItIs(known))
  }

  private noteKept(): void {
    for (const [id, { status, error }] of this.unnoted) {
      try {
        this.set(id, status, error ?? undefined)
      } catch (thrown) {
        // What is no longer there needs no status.
        if (toWorkbenchError(thrown).code === 'unknown-experiment') this.unnoted.delete(id)
      }
    }
    if (this.unnoted.size > 0) return
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }

  /** null: not even that can be read. */
  private known(id: string): Experiment | null {
    try {
      return this.store.experiments.get(id)
    } catch {
      return null
    }
  }
}
