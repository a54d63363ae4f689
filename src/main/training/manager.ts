import { EventEmitter } from 'node:events'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { Experiment, ExperimentStatus, TrainingProgress } from '../../shared/experiment/experiment.ts'
import type { LearningRateChange } from '../../shared/experiment/learning-rate-change.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { hasDiverged } from '../../shared/experiment/divergence.ts'
import type { DatasetCatalogue } from '../datasets/catalogue.ts'
import { installation, type Installation, type InstallationChange } from '../installation.ts'
import type { Store } from '../store/store.ts'
import { refuseUnsuitableProcessor } from '../suitable-processor.ts'
import { epochsWhole, newestCheckpoint, refuseSameEnd } from './going-on.ts'
import { mayPass, retryMilliseconds, waits } from './passing-errors.ts'
import type { TrainingReport } from './protocol.ts'
import { RunStatuses } from './run-statuses.ts'
import { TrainingThread, type TrainingEnd } from './training-thread.ts'
import { counted } from '../../shared/counted.ts'

/** A program that quits waits this long for the epoch to end, then gives it up: it has 5 s in all. */
const shutdownPatienceSeconds = 3
const shutdownLimitSeconds = 4.7

const beginsNothing: Record<InstallationChange, string> = {
  updated: 'The workbench was updated, so no other run begins. Restart it, then resume those that wait.',
  removed: 'The workbench was removed, so no other run begins. Install it again, then resume those that wait.',
}

interface TrainingEvents {
  /** Its status or its epochs changed. */
  experiment: [Experiment]
  progress: [TrainingProgress]
  /** Stored already. */
  epoch: [{ experimentId: string; metrics: EpochMetrics; hasSnapshot: boolean }]
  /** Stored already. */
  learningRate: [{ experimentId: string; change: LearningRateChange }]
  /** Something the user should know, though the run goes on. */
  warning: [{ experimentId: string; message: string }]
}

export interface StartOptions {
  /** Train up to this many epochs in all instead of those configured. */
  totalEpochs?: number
  /** Path of a LambdaCallback's module. */
  callback?: string
  /** Pause after the next epoch. */
  oneEpoch?: boolean
  /** Learning rate from where the run goes on, as if set by hand: in place of the schedule's. */
  learningRate?: number
  /** Take away the epochs that the run cannot go on from, since their checkpoints are damaged. */
  goBack?: boolean
}

export interface RunEnd {
  status: ExperimentStatus
  error: WorkbenchError | null
}

interface Run {
  readonly id: string
  readonly callback: string | null
  readonly oneEpoch: boolean
  /** null while it is queued. */
  thread: TrainingThread | null
  progress: TrainingProgress | null
  readonly finished: Promise<RunEnd>
  readonly finish: (end: RunEnd) => void
}

/**
 * Decides what trains when: one run at a time, the others wait in the order they came. The lock on the workspace keeps other
 * programs from training in it meanwhile.
 */
export class TrainingManager extends EventEmitter<TrainingEvents> {
  /** The first one trains. */
  private readonly runs: Run[] = []
  private closing = false
  private nextTry: NodeJS.Timeout | undefined
  private readonly statuses: RunStatuses

  constructor(
    private readonly directory: string,
    private readonly store: Store,
    private readonly datasets: DatasetCatalogue,
    private readonly program: Pick<Installation, 'change' | 'refuseReplaced'> = installation,
  ) {
    super()
    this.statuses = new RunStatuses(store, (experiment) => this.emit('experiment', experiment))
  }

  /**
   * Starts or resumes a run, lets a paused one go on, or queues it behind the one that trains.
   * @throws WorkbenchError if nothing is left to train, `checkpoint-damaged` if it could only go on from further back, and `diverged`
   *   if it would come to the same end again: it has to go on at another rate
   */
  start(id: string, { totalEpochs, callback, oneEpoch = false, learningRate, goBack = false }: StartOptions = {}): Experiment {
    const experiment = this.store.experiments.get(id)
    const { name, configuration, epochsDone } = experiment
    const epochs = totalEpochs ?? configuration.epochs
    const run = this.find(id)
    if (run !== undefined) {
      if (epochs !== configuration.epochs) {
        throw new WorkbenchError('busy', `“${name}” is ${experiment.status}. Stop it first, then resume it with more epochs.`)
      }
      if (learningRate !== undefined) this.setLearningRate(id, learningRate)
      run.thread?.order(oneEpoch ? 'oneEpoch' : 'resume')
      return experiment
    }
    this.program.refuseReplaced()
    refuseUnsuitableProcessor()
    if (this.closing) throw new WorkbenchError('busy', 'The workbench is closing. Start the run the next time.')
    this.datasets.usable(configuration.dataset)
    if (learningRate === undefined) refuseSameEnd(experiment)
    const kept = goBack ? epochsWhole(this.store, experiment) : epochsDone
    if (kept >= epochs) {
      const remedy = 'To train longer, choose more in all (--epochs).'
      throw new WorkbenchError('usage', `“${name}” has ${counted(kept, 'epoch')} already. ${remedy}`)
    }
    if (!goBack) newestCheckpoint(this.store, experiment)
    // Epochs are taken away with all else that it takes to begin, or not.
    const queued = this.store.transaction(() => {
      if (kept < epochsDone) this.store.rewind(id, kept - 1)
      if (learningRate !== undefined) this.recordLearningRate(id, kept, learningRate)
      if (epochs !== configuration.epochs) this.store.experiments.setConfiguration(id, { ...configuration, epochs })
      return this.store.experiments.setStatus(id, 'queued')
    })
    this.statuses.noted(queued)
    let finish: Run['finish'] = () => undefined
    const finished = new Promise<RunEnd>((resolve) => (finish = resolve))
    this.runs.push({ id, callback: callback ?? null, oneEpoch, thread: null, progress: null, finished, finish })
    this.trainFirst()
    return this.store.experiments.get(id)
  }

  /** Trains the next epoch and pauses; a run whose epochs are done gets one more. */
  trainOneEpoch(id: string, { goBack = false }: Pick<StartOptions, 'goBack'> = {}): Experiment {
    const { epochsDone, configuration } = this.store.experiments.get(id)
    const hasMore = goBack || epochsDone < configuration.epochs
    return this.start(id, { oneEpoch: true, goBack, ...(hasMore ? {} : { totalEpochs: epochsDone + 1 }) })
  }

  /**
   * Sets the learning rate from the next step on, in place of the schedule's; of a run that does not train, from where it
   * goes on.
   */
  setLearningRate(id: string, learningRate: number): void {
    const { epochsDone } = this.store.experiments.get(id)
    const thread = this.find(id)?.thread
    if (thread != null) {
      thread.order({ learningRate })
      return
    }
    this.recordLearningRate(id, epochsDone, learningRate)
    // What it has come to at another rate, it does not come to again.
    if (hasDiverged(this.store.experiments.get(id))) this.statuses.set(id, 'stopped')
  }

  /** Halts at the next step and stays in memory; `start` lets it go on. */
  pause(id: string): Experiment {
    this.training(id).order('pause')
    return this.store.experiments.get(id)
  }

  /** The machine is about to sleep: what trains halts, and stays what it is to all who look. */
  fallAsleep(): void {
    this.runs[0]?.thread?.order('fallAsleep')
  }

  wakeUp(): void {
    this.runs[0]?.thread?.order('wakeUp')
  }

  /** Ends the run after the epoch it is in; takes a queued one out of the queue. */
  stop(id: string): Experiment {
    return this.end(id, 'stop')
  }

  /** Ends the run at its next step; the epoch it is in is lost. */
  abort(id: string): Experiment {
    return this.end(id, 'abort')
  }

  /** An experiment of the store's as it really is: a full disk takes no note of what it stops. */
  asItIs(experiment: Experiment): Experiment {
    return this.statuses.asItIs(experiment)
  }

  /** Whether it trains, is paused or waits in this program. */
  isLive(id: string): boolean {
    return this.find(id) !== undefined
  }

  /** Whether any run does. Those that wait for a program that was replaced will not begin. */
  get isBusy(): boolean {
    const [first] = this.runs
    return first !== undefined && (first.thread !== null || this.program.change === null)
  }

  /** Resolves when the run has ended, at once if it does not train. */
  async finished(id: string): Promise<RunEnd> {
    const run = this.find(id)
    if (run !== undefined) return run.finished
    return { status: this.store.experiments.get(id).status, error: null }
  }

  async whenIdle(): Promise<void> {
    for (let run = this.runs[0]; run !== undefined; run = this.runs[0]) await run.finished
  }

  /** Ends all runs within 5 s: after the epoch if that is near, else at once. Takes no new ones. */
  async shutdown(): Promise<void> {
    this.closing = true
    clearTimeout(this.nextTry)
    for (const { id } of this.runs.filter(({ thread }) => thread === null)) this.stop(id)
    await this.endFirst()
    this.statuses.close()
  }

  private async endFirst(): Promise<void> {
    const [run] = this.runs
    if (run?.thread == null) return
    const { thread, progress, finished } = run
    thread.order('stop')
    const near = secondsLeftInEpoch(progress) <= shutdownPatienceSeconds
    const giveUp = setTimeout(() => thread.order('abort'), near ? shutdownPatienceSeconds * 1000 : 0)
    let limit: NodeJS.Timeout | undefined
    await Promise.race([finished, new Promise((resolve) => (limit = setTimeout(resolve, shutdownLimitSeconds * 1000)))])
    clearTimeout(giveUp)
    clearTimeout(limit)
  }

  private end(id: string, order: 'stop' | 'abort'): Experiment {
    const run = this.find(id)
    if (run?.thread === null) this.settle(run, { outcome: 'stopped', error: null })
    else this.training(id).order(order)
    return this.store.experiments.get(id)
  }

  /** Before the first step that is made with it. */
  private recordLearningRate(id: string, epoch: number, learningRate: number): void {
    const change = { epoch, step: 0, learningRate, changedAt: Date.now() }
    this.store.learningRates.insert(id, change)
    this.emit('learningRate', { experimentId: id, change })
  }

  private find(id: string): Run | undefined {
    return this.runs.find((run) => run.id === id)
  }

  private training(id: string): TrainingThread {
    const thread = this.find(id)?.thread
    if (thread != null) return thread
    const { name, status } = this.store.experiments.get(id)
    throw new WorkbenchError('usage', `“${name}” does not train here: it is ${status}. Start it first.`)
  }

  private trainFirst(): void {
    const [run] = this.runs
    if (run?.thread !== null || this.closing) return
    const { change } = this.program
    if (change === null) this.train(run)
    // Its thread would be of the other version.
    else this.emit('warning', { experimentId: run.id, message: beginsNothing[change] })
  }

  private train(run: Run): void {
    try {
      this.statuses.set(run.id, 'training')
    } catch (thrown) {
      const error = toWorkbenchError(thrown)
      if (mayPass(error)) this.tryLater(run, error)
      else this.settle(run, { outcome: 'failed', error })
      return
    }
    const task = { directory: this.directory, experimentId: run.id, callback: run.callback }
    run.thread = new TrainingThread(task, (report) => {
      try {
        this.heed(run, report)
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown
        // The run goes on in its thread, which learns for itself whether the store still takes its epochs.
        this.emit('warning', { experimentId: run.id, message: thrown.message })
      }
    })
    if (run.oneEpoch) run.thread.order('oneEpoch')
    void run.thread.ended.then((end) => this.settle(run, end))
  }

  /** The disk takes no note of it now: the run keeps its place in the queue. */
  private tryLater({ id }: Run, { message }: WorkbenchError): void {
    this.statuses.noteHalt(id, 'queued', `${message} ${waits}`)
    clearTimeout(this.nextTry)
    this.nextTry = setTimeout(() => this.trainFirst(), retryMilliseconds)
  }

  private heed(run: Run, report: Exclude<TrainingReport, { type: 'ended' }>): void {
    switch (report.type) {
      case 'progress':
        run.progress = report.progress
        this.emit('progress', report.progress)
        break
      case 'paused':
        if (report.reason === null) this.statuses.set(run.id, report.paused ? 'paused' : 'training')
        else this.statuses.noteHalt(run.id, 'paused', `${report.reason.message} ${waits}`)
        break
      case 'epoch':
        this.emit('epoch', { experimentId: run.id, metrics: report.metrics, hasSnapshot: report.hasSnapshot })
        this.emit('experiment', this.store.experiments.get(run.id))
        break
      case 'learning-rate':
        this.emit('learningRate', { experimentId: run.id, change: report.change })
        break
      case 'warning':
        this.emit('warning', { experimentId: run.id, message: report.message })
    }
  }

  private settle(run: Run, { outcome, error }: TrainingEnd): void {
    this.runs.splice(this.runs.indexOf(run), 1)
    const status = outcome === 'aborted' ? 'stopped' : outcome
    try {
      this.statuses.setInTime(run.id, status, error?.message)
      run.finish({ status, error })
    } catch (thrown) {
      // The database is gone, and with it perhaps the reason why the run ended: whoever waits must learn of it.
      const reason = error ?? toWorkbenchError(thrown)
      this.statuses.noteHalt(run.id, 'failed', reason.message)
      run.finish({ status: 'failed', error: reason })
    }
    this.trainFirst()
  }
}

/** 0 while no epoch has shown how long it takes: then waiting is worth a try. */
function secondsLeftInEpoch(progress: TrainingProgress | null): number {
  if (progress?.secondsPerEpoch == null) return 0
  return progress.secondsPerEpoch * (1 - progress.step / progress.stepsPerEpoch)
}
