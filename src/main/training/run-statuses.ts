import type { Experiment, ExperimentStatus } from '../../shared/experiment/experiment.ts'
import type { Store } from '../store/store.ts'

/** The statuses of runs, in the store and, where that takes no note of them, in memory. */
export class RunStatuses {
  private readonly unnoted = new Map<string, Pick<Experiment, 'status' | 'error'>>()

  /** @param changed hears of each change, once it is stored or cannot be */
  constructor(
    private readonly store: Store,
    private readonly changed: (experiment: Experiment) => void,
  ) {}

  /** @throws WorkbenchError if the store does not take it */
  set(id: string, status: ExperimentStatus, error?: string): void {
    const experiment = this.store.experiments.setStatus(id, status, error)
    this.unnoted.delete(id)
    this.changed(experiment)
  }

  /** Notes down that a run has halted, and tells it also where that cannot be noted: its disk may be full, or gone. */
  noteHalt(id: string, status: ExperimentStatus, error: string): void {
    try {
      this.set(id, status, error)
    } catch {
      this.unnoted.set(id, { status, error })
      const known = this.known(id)
      if (known !== null) this.changed(this.asItIs(known))
    }
  }

  /** An experiment of the store's as it really is. */
  asItIs(experiment: Experiment): Experiment {
    return { ...experiment, ...this.unnoted.get(experiment.id) }
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
