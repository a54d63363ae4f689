import type { Experiment, ExperimentOrigin, TrainingProgress } from '../../shared/experiment/experiment.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Client } from './client.ts'
import { RunColours } from './run-colours.ts'

/** The runs of the workspace, kept up to date by events and by asking again whenever the window gets the focus. */
export class Experiments {
  list = $state.raw<readonly Experiment[]>([])
  loaded = $state(false)
  /** How far the run that trains has come within its epoch. */
  progress = $state.raw<TrainingProgress | null>(null)
  readonly newestFirst = $derived([...this.list].sort((a, b) => b.createdAt - a.createdAt))
  readonly active = $derived(this.list.find(({ status }) => status === 'training' || status === 'paused') ?? null)
  readonly #colours: RunColours

  constructor(
    private readonly client: Client,
    storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {
    this.#colours = new RunColours(storage)
    client.subscribe('experiments:changed', (experiment) => this.#put(experiment))
    client.subscribe('experiments:deleted', (id) => this.#set(this.list.filter((experiment) => experiment.id !== id)))
    client.subscribe('training:progress', (progress) => {
      this.progress = progress
    })
  }

  get(id: string): Experiment | null {
    return this.list.find((experiment) => experiment.id === id) ?? null
  }

  /** The name of the CSS custom property that holds a run's colour. */
  colour(id: string): string {
    return this.#colours.property(id)
  }

  progressOf(id: string): TrainingProgress | null {
    return this.progress?.experimentId === id ? this.progress : null
  }

  async refresh(): Promise<void> {
    this.#set(await this.client.request('experiments:list'))
    this.loaded = true
  }

  async create(
    name: string,
    configuration: ExperimentConfiguration,
    origin: ExperimentOrigin | null = null,
  ): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:create', { name, configuration, origin }))
  }

  async rename(experimentId: string, name: string): Promise<Experiment> {
    return this.#put(await this.client.request('experiments:rename', { experimentId, name }))
  }

  async remove(experimentId: string): Promise<void> {
    await this.client.request('experiments:delete', { experimentId })
  }

  /** Starts, resumes or queues a run; with `totalEpochs`, for longer than it was configured. */
  async train(experimentId: string, totalEpochs: number | null = null): Promise<Experiment> {
    return this.#put(await this.client.request('training:start', { experimentId, totalEpochs }))
  }

  async pause(experimentId: string): Promise<Experiment> {
    return this.#put(await this.client.request('training:pause', { experimentId }))
  }

  async stop(experimentId: string): Promise<Experiment> {
    return this.#put(await this.client.request('training:stop', { experimentId }))
  }

  #put(experiment: Experiment): Experiment {
    const known = this.list.some(({ id }) => id === experiment.id)
    this.#set(known ? this.list.map((other) => (other.id === experiment.id ? experiment : other)) : [...this.list, experiment])
    return experiment
  }

  #set(list: readonly Experiment[]): void {
    this.#colours.settle(list.map(({ id }) => id))
    this.list = list
  }
}
