import { WorkbenchError } from '../../shared/errors.ts'
import type { Experiment, ExperimentOrigin, TrainingProgress } from '../../shared/experiment/experiment.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { nameProblem } from '../../shared/plain-text.ts'
import type { Client } from './client.ts'
import { colourProperty } from './run-colours.ts'

/** How a run that is trained may go on. */
export interface GoingOn {
  /** Epochs that it cannot go on from, since their checkpoints are damaged, may be taken away. */
  goBack?: true
  /** From there on, in place of the schedule's. */
  learningRate?: number
}

/** The runs of the workspace, kept up to date by events and by asking again whenever the window gets the focus. */
export class Experiments {
  list = $state.raw<readonly Experiment[]>([])
  loaded = $state(false)
  /** How far the run that trains has come within its epoch. */
  progress = $state.raw<TrainingProgress | null>(null)
  readonly newestFirst = $derived([...this.list].sort((a, b) => b.createdAt - a.createdAt))
  readonly active = $derived(this.list.find(({ status }) => status === 'training' || status === 'paused') ?? null)
  /** The runs that charts of several runs show, oldest first. */
  readonly shown = $derived(this.list.filter(({ hidden }) => !hidden))

  constructor(private readonly client: Client) {
    client.subscribe('experiments:changed', (experiment) => this.#put(experiment))
    client.subscribe('experiments:deleted', (id) => {
      this.list = this.list.filter((experiment) => experiment.id !== id)
    })
    client.subscribe('training:progress', (progress) => {
      this.progress = progress
    })
  }

  get(id: string): Experiment | null {
    return this.list.find((experiment) => experiment.id === id) ?? null
  }

  /** The name of the CSS custom property that holds a run's colour, the same everywhere and for good. */
  colour(id: string): string {
    return colourProperty(this.get(id)?.colour ?? 0)
  }

  isShown(id: string): boolean {
    return this.get(id)?.hidden === false
  }

  async toggleShown(id: string): Promise<void> {
    await this.setShown([id], !this.isShown(id))
  }

  /** Hides all runs but this one. */
  async showOnly(id: string): Promise<void> {
    await this.setShown(this.list.filter((other) => other.id !== id && !other.hidden).map((other) => other.id), false)
    await this.setShown([id], true)
  }

  /** The epochs that a branch of a run can go on from with the optimiser's state. */
  checkpoints(experimentId: string): Promise<readonly number[]> {
    return this.client.request('checkpoints:list', { experimentId })
  }

  /** Seen at once; the store follows. */
  async setShown(ids: readonly string[], shown: boolean): Promise<void> {
    const changed = new Set(ids.filter((id) => this.isShown(id) !== shown))
    if (changed.size === 0) return
    const set = (hidden: boolean) =>
      (this.list = this.list.map((experiment) => (changed.has(experiment.id) ? { ...experiment, hidden } : experiment)))
    set(!shown)
    try {
      await this.client.request('experiments:set-hidden', { experimentIds: [...changed], hidden: !shown })
    } catch (thrown) {
      set(shown)
      throw thrown
    }
  }

  async recolour(experimentId: string, colour: number): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:annotate', { experimentId, colour }))
  }

  async setNotes(experimentId: string, notes: string): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:annotate', { experimentId, notes }))
  }

  progressOf(id: string): TrainingProgress | null {
    return this.progress?.experimentId === id ? this.progress : null
  }

  async refresh(): Promise<void> {
    this.list = await this.client.request('experiments:list')
    this.loaded = true
  }

  async create(
    name: string,
    configuration: ExperimentConfiguration,
    origin: ExperimentOrigin | null = null,
  ): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:create', { name, configuration, origin }))
  }

  /** Seen at once; the store follows. @throws WorkbenchError also if it is no plain name */
  async rename(experimentId: string, name: string): Promise<Experiment> {
    const problem = nameProblem(name)
    if (problem !== null) throw new WorkbenchError('invalid-parameter', problem)
    const before = this.get(experimentId)
    if (before !== null) this.#put({ ...before, name })
    try {
      return this.#put(await this.client.request('experiments:rename', { experimentId, name }))
    } catch (thrown) {
      const now = this.get(experimentId)
      if (before !== null && now?.name === name) this.#put({ ...now, name: before.name })
      throw thrown
    }
  }

  /** It can be restored for a while. */
  async remove(experimentId: string): Promise<void> {
    await this.client.request('experiments:delete', { experimentId })
  }

  async restore(experimentId: string): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:restore', { experimentId }))
  }

  /**
   * Starts, resumes or queues a run; with `totalEpochs`, for longer than it was configured.
   */
  async train(experimentId: string, totalEpochs: number | null = null, going: GoingOn = {}): Promise<Experiment> {
    return this.#put(await this.client.request('training:start', { experimentId, totalEpochs, ...going }))
  }

  /** Trains the next epoch, then pauses. */
  async trainOneEpoch(experimentId: string, going: GoingOn = {}): Promise<Experiment> {
    return this.#put(await this.client.request('training:one-epoch', { experimentId, ...going }))
  }

  async pause(experimentId: string): Promise<Experiment> {
    return this.#put(await this.client.request('training:pause', { experimentId }))
  }

  async stop(experimentId: string): Promise<Experiment> {
    return this.#put(await this.client.request('training:stop', { experimentId }))
  }

  #put(experiment: Experiment): Experiment {
    const known = this.list.some(({ id }) => id === experiment.id)
    this.list = known
      ? this.list.map((other) => (other.id === experiment.id ? experiment : other))
      : [...this.list, experiment].sort((a, b) => a.createdAt - b.createdAt)
    return experiment
  }
}
