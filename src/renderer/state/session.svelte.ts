import { getContext, setContext } from 'svelte'
import type { Command, ExportKind } from '../../shared/contract/contract.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { Client } from './client.ts'
import { Datasets } from './datasets.svelte.ts'
import { Experiments } from './experiments.svelte.ts'
import { Exports } from './exports.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { ObservedRun } from './observed-run.svelte.ts'
import { actionsFor } from './run-actions.ts'
import { statusWords } from './status-words.ts'

export type View =
  | { kind: 'first-run' }
  | { kind: 'run'; experimentId: string }
  | { kind: 'dataset'; datasetId: string }
  | { kind: 'new-experiment'; datasetId: string }

/** What stands over the view and waits for an answer. */
export type OpenDialog = { kind: 'import-dataset' } | { kind: 'delete' | 'longer'; experiment: Experiment }

/** Everything the window knows and can do; views read it and call it, and hold nothing of their own that outlives them. */
export class Session {
  readonly notices = new Notices()
  readonly experiments: Experiments
  readonly datasets: Datasets
  readonly exports: Exports
  view = $state.raw<View>({ kind: 'first-run' })
  dialog = $state.raw<OpenDialog | null>(null)
  /** The run in view. */
  run = $state.raw<ObservedRun | null>(null)
  ready = $state(false)
  /** Counts the requests of the menu to rename the run in view. */
  renameRequests = $state(0)

  constructor(
    private readonly client: Client,
    storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
  ) {
    this.experiments = new Experiments(client, storage)
    this.datasets = new Datasets(client)
    this.exports = new Exports(client)
    client.subscribe('app:command', (command) => void this.obey(command))
    client.subscribe('training:warning', ({ message }) => this.notices.warn(message))
    client.subscribe('experiments:deleted', (id) => this.#leave(id))
  }

  /** The experiment of the run in view. */
  get selected(): Experiment | null {
    return this.view.kind === 'run' ? this.experiments.get(this.view.experimentId) : null
  }

  /** Fetches everything and shows the run that trains, else the newest, else the first start's page. */
  async begin(): Promise<void> {
    await this.refresh()
    const run = this.experiments.active ?? this.experiments.newestFirst[0]
    if (run !== undefined && this.view.kind === 'first-run') this.showRun(run.id)
    this.ready = true
  }

  /** Looks for what others, the command line for one, have done to the workspace. */
  async refresh(): Promise<void> {
    await this.notices.attempt(async () => {
      await Promise.all([this.experiments.refresh(), this.datasets.refresh(), this.exports.refresh(), this.run?.refresh()])
    })
  }

  showRun(experimentId: string): void {
    if (this.view.kind === 'run' && this.view.experimentId === experimentId) return
    this.#show({ kind: 'run', experimentId })
    const run = new ObservedRun(experimentId, this.client, (thrown) => this.notices.fail(thrown))
    this.run = run
    void this.notices.attempt(() => run.refresh())
  }

  showDataset(datasetId: string): void {
    this.#show({ kind: 'dataset', datasetId })
  }

  showNewExperiment(datasetId = 'mnist'): void {
    this.#show({ kind: 'new-experiment', datasetId })
  }

  /** Back from a form to what there is to see. */
  showNewestRun(): void {
    const newest = this.experiments.newestFirst[0]
    if (newest === undefined) this.#show({ kind: 'first-run' })
    else this.showRun(newest.id)
  }

  async train(experiment: Experiment, totalEpochs: number | null = null): Promise<void> {
    const started = await this.notices.attempt(() => this.experiments.train(experiment.id, totalEpochs))
    if (started?.status === 'queued') {
      this.notices.inform(`“${started.name}” is queued`, 'It starts when the run in progress has ended.')
    }
  }

  async pause({ id }: Experiment): Promise<void> {
    await this.notices.attempt(() => this.experiments.pause(id))
  }

  async stop({ id }: Experiment): Promise<void> {
    await this.notices.attempt(() => this.experiments.stop(id))
  }

  async export({ id }: Experiment, kind: ExportKind): Promise<void> {
    await this.notices.attempt(() => this.exports.start(id, kind))
  }

  async remove({ id }: Experiment): Promise<void> {
    await this.notices.attempt(() => this.experiments.remove(id))
  }

  /** Puts the cursor into the name of the run in view. */
  askForName(): void {
    this.renameRequests++
  }

  /** Does what the menu asks for, as far as it applies to what is in view; says so where it does not. */
  async obey(command: Command): Promise<void> {
    if (command === 'new-experiment') this.showNewExperiment()
    else if (command === 'import-dataset') this.dialog = { kind: 'import-dataset' }
    else if (this.selected === null) this.notices.inform('No run is selected', 'Choose one in the list first.')
    else await this.#obeyFor(this.selected, command)
  }

  async #obeyFor(run: Experiment, command: Exclude<Command, 'new-experiment' | 'import-dataset'>): Promise<void> {
    const actions = actionsFor(run)
    if (command === 'rename-experiment') this.askForName()
    else if (command === 'train' && actions.train !== null) await this.train(run)
    else if (command === 'train' && actions.trainLonger) this.dialog = { kind: 'longer', experiment: run }
    else if (command === 'pause' && actions.pause) await this.pause(run)
    else if (command === 'stop' && actions.stop) await this.stop(run)
    else if (command === 'delete-experiment' && actions.delete) this.dialog = { kind: 'delete', experiment: run }
    else if (command === 'export-manifold' && actions.export) await this.export(run, 'manifold')
    else if (command === 'export-scatter' && actions.export) await this.export(run, 'scatter')
    else this.notices.inform('That does not apply now', `“${run.name}” is ${statusWords[run.status].toLowerCase()}.`)
  }

  #show(view: View): void {
    this.run?.dispose()
    this.run = null
    this.view = view
  }

  #leave(experimentId: string): void {
    if (this.view.kind === 'run' && this.view.experimentId === experimentId) this.showNewestRun()
  }
}

const key = Symbol('session')

export function provideSession(session: Session): void {
  setContext(key, session)
}

export function useSession(): Session {
  return getContext<Session>(key)
}
