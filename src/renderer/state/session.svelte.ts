import { getContext, setContext } from 'svelte'
import type { Command } from '../../shared/commands.ts'
import type { About, Destination, Licence, LogEntry, MenuContents } from '../../shared/contract/app.ts'
import type { ChosenFile } from '../../shared/contract/datasets.ts'
import { exportFormats, type ExportKind } from '../../shared/contract/exports.ts'
import type { SavedExtension } from '../../shared/contract/files.ts'
import { toWorkbenchError } from '../../shared/errors.ts'
import { anewFrom, branchFrom, type Branch, type NewRun } from '../../shared/experiment/branch.ts'
import { recoveryOf } from '../../shared/experiment/divergence.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { profiledSteps, type StepProfile } from '../../shared/experiment/step-profile.ts'
import type { Client } from './client.ts'
import { Datasets } from './datasets.svelte.ts'
import { Experiments, type GoingOn } from './experiments.svelte.ts'
import { Exports } from './exports.svelte.ts'
import { LearningRates } from './learning-rates.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { ObservedRun } from './observed-run.svelte.ts'
import { OpenedFiles } from './opened-files.svelte.ts'
import { PictureSettings } from './picture-settings.svelte.ts'
import { RunList } from './run-list.svelte.ts'
import { withSuffix } from '../../shared/plain-text.ts'
import { SurroundingsView } from './surroundings.svelte.ts'
import { Sparklines } from './sparklines.svelte.ts'
import { Scalars } from './scalars.svelte.ts'

/** The pages of the window, in the order of the rail; `new-experiment` is reached from elsewhere. */
export type PageName = 'observe' | 'scalars' | 'latent' | 'compare' | 'data' | 'theory' | 'export' | 'new-experiment'

/** Where choosing a run stays on the page. */
const pagesOfARun: readonly PageName[] = ['observe', 'scalars', 'latent', 'compare', 'theory', 'export']

/** What stands over the view and waits for an answer. */
export type OpenDialog =
  | { kind: 'import-dataset'; dropped?: readonly ChosenFile[] }
  | { kind: 'palette' | 'shortcuts' | 'log' | 'about' | 'licences' }
  | { kind: 'longer' | 'profile'; experiment: Experiment }

/** Everything the window knows and can do; views read it and call it, and hold nothing of their own that outlives them. */
export class Session {
  readonly notices = new Notices({
    show: () => (this.dialog = { kind: 'log' }),
    report: (thrown) => this.report(thrown),
  })
  readonly experiments: Experiments
  /** The runs as the side bar lists them. */
  readonly runList: RunList
  readonly sparklines: Sparklines
  readonly learningRates: LearningRates
  readonly datasets: Datasets
  readonly exports: Exports
  readonly scalars: Scalars
  readonly pictures: PictureSettings
  readonly openedFiles: OpenedFiles
  readonly surroundings: SurroundingsView
  page = $state.raw<PageName>('observe')
  /** The run that all pages are about; null while there is none. */
  experimentId = $state.raw<string | null>(null)
  /** The data set that the data page shows and a new experiment begins with. */
  datasetId = $state.raw('mnist')
  /** What the form of a new experiment starts from, if it is to be a branch. */
  branching = $state.raw<Branch | null>(null)
  dialog = $state.raw<OpenDialog | null>(null)
  /** The selected run's curves and timeline. */
  run = $state.raw<ObservedRun | null>(null)
  ready = $state(false)
  #describedMenu = ''
  /** Counts the requests of the menu to rename the run in view. */
  renameRequests = $state(0)

  constructor(
    private readonly client: Client,
    storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
  ) {
    this.experiments = new Experiments(client)
    this.runList = new RunList(this.experiments)
    this.sparklines = new Sparklines(client, (thrown) => this.notices.fail(thrown))
    this.learningRates = new LearningRates(client)
    this.datasets = new Datasets(client)
    this.exports = new Exports(client)
    const failed = (thrown: unknown) => this.notices.fail(thrown)
    this.pictures = new PictureSettings(storage)
    this.scalars = new Scalars(client, this.experiments, this.datasets, () => this.experimentId, storage, failed)
    this.openedFiles = new OpenedFiles(client, failed)
    this.surroundings = new SurroundingsView(client, () => this.#tellStartedAgain())
    client.subscribe('training:warning', ({ message }) => this.notices.warn(message))
    client.subscribe('experiments:deleted', (id) => this.#leave(id))
  }

  get selected(): Experiment | null {
    return this.experimentId === null ? null : this.experiments.get(this.experimentId)
  }

  /** Fetches everything and shows the run that trains, else the newest, else the first start's page. */
  async begin(): Promise<void> {
    await this.notices.attempt(() => this.surroundings.refresh())
    await this.refresh()
    this.surroundings.follow(() => void this.refresh())
    const run = this.experiments.active ?? this.experiments.newestFirst[0]
    if (run !== undefined && this.experimentId === null) this.select(run.id)
    this.ready = true
    await this.openedFiles.fetch()
  }

  /** Looks for what others, the command line for one, have done to the workspace. */
  async refresh(): Promise<void> {
    await this.notices.attempt(async () => {
      await Promise.all([this.experiments.refresh(), this.datasets.refresh(), this.exports.refresh(), this.run?.refresh()])
    })
  }

  show(page: PageName): void {
    this.page = page
  }

  /** Makes a run the one that the pages are about. */
  select(experimentId: string): void {
    if (this.experimentId === experimentId) return
    this.run?.dispose()
    this.experimentId = experimentId
    const run = new ObservedRun(experimentId, this.client, (thrown) => this.notices.fail(thrown))
    this.run = run
    void this.notices.attempt(() => run.refresh())
  }

  /** Selects a run and goes to a page that shows it. */
  showRun(experimentId: string): void {
    this.select(experimentId)
    if (!pagesOfARun.includes(this.page)) this.show('observe')
  }

  showDataset(datasetId: string): void {
    this.datasetId = datasetId
    this.show('data')
  }

  showNewExperiment(datasetId = 'mnist'): void {
    this.datasetId = datasetId
    this.branching = null
    this.show('new-experiment')
  }

  /** Opens the form for an experiment that starts from the weights of a snapshot of the selected run. */
  branch(experiment: Experiment, epoch: number): void {
    const { learningRate } = this.run?.epochs[epoch] ?? experiment.configuration.optimizer
    this.branching = branchFrom(experiment, epoch, learningRate)
    this.show('new-experiment')
  }

  async train({ id }: Experiment, totalEpochs: number | null = null, rate: Pick<GoingOn, 'learningRate'> = {}): Promise<void> {
    const started = await this.#begin((going) => this.experiments.train(id, totalEpochs, { ...going, ...rate }))
    if (started?.status === 'queued') {
      this.notices.inform(`“${started.name}” is queued`, 'It starts when the run in progress has ended.')
    }
  }

  /** Gets on from where a run has diverged, by what works best. */
  async recover(experiment: Experiment): Promise<void> {
    const recovery = recoveryOf(experiment)
    switch (recovery?.kind) {
      case 'branch': {
        const { origin, start } = branchFrom(experiment, recovery.epoch, recovery.learningRate)
        return this.#trainNew({ name: start.title, configuration: start.configuration, origin })
      }
      case 'rate':
        return this.train(experiment, null, { learningRate: recovery.learningRate })
      case 'batch-size':
        return this.#trainNew(anewFrom(experiment, { batchSize: recovery.batchSize }))
    }
  }

  async #trainNew({ name, configuration, origin }: NewRun): Promise<void> {
    const made = await this.notices.attempt(() => this.experiments.create(name, configuration, origin))
    if (made === undefined) return
    this.showRun(made.id)
    await this.train(made)
  }

  /** Lets a run train. Where that needs epochs to be taken away first, the error's notice offers it. */
  async #begin(begin: (going: GoingOn) => Promise<Experiment>): Promise<Experiment | undefined> {
    try {
      return await begin({})
    } catch (thrown) {
      const goBack = { label: 'Go back and train', run: () => void this.notices.attempt(() => begin({ goBack: true })) }
      this.notices.fail(thrown, toWorkbenchError(thrown).code === 'checkpoint-damaged' ? goBack : undefined)
      return undefined
    }
  }

  async pause({ id }: Experiment): Promise<void> {
    await this.notices.attempt(() => this.experiments.pause(id))
  }

  async stop({ id }: Experiment): Promise<void> {
    await this.notices.attempt(() => this.experiments.stop(id))
  }

  /** Exports as the tutorial has it; the page Export has the choices. */
  async export({ id }: Experiment, kind: ExportKind): Promise<void> {
    await this.notices.attempt(() => this.exports.start(id, kind, exportFormats[kind][0]))
  }

  /** Asks where to save a file that the page has made. */
  async saveFile(name: string, extension: SavedExtension, data: Uint8Array): Promise<void> {
    await this.notices.attempt(async () => {
      const saved = await this.client.request('files:save', { name, extension, data })
      if (saved !== null) this.notices.inform(`Saved “${saved}”`)
    })
  }

  /** Deletes a run; a notice offers to take that back. */
  async remove({ id, name }: Experiment): Promise<void> {
    const removed = await this.notices.attempt(async () => {
      await this.experiments.remove(id)
      return true
    })
    if (removed !== true) return
    this.notices.offerUndo(`Deleted “${name}”`, () => {
      void this.notices.attempt(async () => this.showRun((await this.experiments.restore(id)).id))
    })
  }

  /** Makes a new experiment with the same configuration, and from the same snapshot if it began from one. */
  async duplicate({ name, configuration, origin }: Experiment): Promise<void> {
    const copy = await this.notices.attempt(() => this.experiments.create(withSuffix(name, ' copy'), configuration, origin))
    if (copy !== undefined) this.showRun(copy.id)
  }

  /** Trains the next epoch, then pauses. */
  async trainOneEpoch(experiment: Experiment): Promise<void> {
    await this.#begin((going) => this.experiments.trainOneEpoch(experiment.id, going))
  }

  /** Takes in an experiment that was exported as one file; asks for the file where none was dropped. */
  async importExperiment(dropped: ChosenFile | null = null): Promise<void> {
    await this.notices.attempt(async () => {
      const request = { title: 'Import experiment', what: 'experiment' } as const
      const file = dropped ?? (await this.client.request('dialogs:choose-file', request))
      if (file === null) return
      const { handle, fileName } = file
      const cancel = () => void this.notices.attempt(() => this.client.request('experiments:cancel-import', { file: handle }))
      const work = this.notices.begin(`Importing “${fileName}”…`, cancel)
      const unsubscribe = this.client.subscribe('experiments:import-progress', (progress) => {
        if (progress.file === handle) work.reached(progress.fraction)
      })
      try {
        const { experiment, missingDataset } = await this.client.request('experiments:import', { file: handle })
        await this.refresh()
        this.showRun(experiment.id)
        const note = missingDataset === null ? '' : `Its data set “${missingDataset}” is not here. Import its files to train on.`
        this.notices.inform(`Imported “${experiment.name}”`, note)
      } catch (thrown) {
        if (toWorkbenchError(thrown).code !== 'cancelled') throw thrown
        this.notices.inform(`Cancelled the import of “${fileName}”`)
      } finally {
        unsubscribe()
        work.end()
      }
    })
  }

  /** Takes in the experiments that were opened from the desktop. */
  async importOpened(): Promise<void> {
    for (const file of this.openedFiles.settle()) await this.importExperiment(file)
  }

  /** Tells the menu bar what it shows beside the commands, if that is new. */
  describeMenu(contents: MenuContents): void {
    const described = JSON.stringify(contents)
    if (described === this.#describedMenu) return
    this.#describedMenu = described
    void this.notices.attempt(() => this.client.request('app:menu', contents))
  }

  /** Takes in what was dropped on the window: experiments at once, anything else as the files of a data set. */
  async takeFiles(files: readonly File[]): Promise<void> {
    const dropped = await this.notices.attempt(() => this.client.drop([...files]))
    if (dropped === undefined) return
    const experiments = dropped.filter(({ fileName }) => fileName.endsWith('.manifold'))
    const others = dropped.filter((file) => !experiments.includes(file))
    for (const experiment of experiments) await this.importExperiment(experiment)
    if (others.length > 0) this.dialog = { kind: 'import-dataset', dropped: others }
    else if (experiments.length === 0) {
      this.notices.inform('Nothing to import', 'Drop IDX files, images and their labels, or an experiment that was exported.')
    }
  }

  /** What the menu bar asks for. @returns the function that ends the subscription */
  onCommand(listener: (command: Command) => void): () => void {
    return this.client.subscribe('app:command', listener)
  }

  /** Where the menu bar leads. @returns the function that ends the subscription */
  onGo(listener: (destination: Destination) => void): () => void {
    return this.client.subscribe('app:go', listener)
  }

  /** What the operations of a run's training step take. */
  profile({ id }: Experiment): Promise<StepProfile> {
    return this.client.request('inference:profile', { experimentId: id, steps: profiledSteps.usual })
  }

  log(): Promise<LogEntry[]> {
    return this.client.request('app:log')
  }

  /** Writes an error into the log that nothing has met. */
  report(thrown: unknown): void {
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    this.client.request('app:report', { message: `In the window: ${text}`.slice(0, 4000) }).catch(() => undefined)
  }

  async revealLog(): Promise<void> {
    await this.notices.attempt(() => this.client.request('app:reveal-log'))
  }

  about(): Promise<About> {
    return this.client.request('app:about')
  }

  licences(): Promise<Licence[]> {
    return this.client.request('app:licences')
  }

  async revealChromiumLicences(): Promise<void> {
    await this.notices.attempt(() => this.client.request('app:reveal-chromium-licences'))
  }

  /** Leaves a window that only looks for one that works, or an old version for the new one. */
  async reopen(): Promise<void> {
    await this.notices.attempt(() => this.surroundings.reopen())
  }

  /** Opens the same workspace in another window, to look. */
  async openLookOnlyWindow(): Promise<void> {
    await this.notices.attempt(() => this.surroundings.openLookOnlyWindow())
  }

  #tellStartedAgain(): void {
    const action = { label: 'Look in another', run: () => void this.openLookOnlyWindow() }
    this.notices.inform('This workspace is open already', 'Here is its window: only one can work in it.', action)
  }

  /** Puts the cursor into the name of the run in view. */
  askForName(): void {
    this.renameRequests++
  }

  /** Goes on to the newest of the other runs when the selected one is gone. */
  #leave(experimentId: string): void {
    if (this.experimentId !== experimentId) return
    this.run?.dispose()
    this.run = null
    this.experimentId = null
    const newest = this.experiments.newestFirst.find(({ id }) => id !== experimentId)
    if (newest !== undefined) this.select(newest.id)
  }
}

const key = Symbol('session')

export function provideSession(session: Session): void {
  setContext(key, session)
}

export function useSession(): Session {
  return getContext<Session>(key)
}
