import { WorkbenchError } from '../../shared/errors.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { ModelSession } from '../models/model-session.ts'
import { resourcesDirectory } from '../resources.ts'
import type { Checkpoint } from '../store/records.ts'
import { Store } from '../store/store.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { arithmeticHere, inexactness } from './arithmetic.ts'
import { configuredCallbacks, restoreStates, statesOf, tellingCallbacks } from './callback-list.ts'
import type { Callback, EpochDraft, TrainingRun } from './callbacks/callback.ts'
import { EpochRecorder } from './callbacks/epoch-recorder.ts'
import { LambdaCallback } from './callbacks/lambda.ts'
import type { SavedEpochs } from './callbacks/tensorboard.ts'
import type { TrainingControl } from './control.ts'
import { refuseDivergedState } from './diverged.ts'
import { newestCheckpoint } from './going-on.ts'
import type { TrainingReport, TrainingTask } from './protocol.ts'
import { restoredSession } from './restored-session.ts'
import { RunAborted } from './run-aborted.ts'
import { takeSnapshot } from './snapshot.ts'
import { Trainer, type TrainingOutcome } from './trainer.ts'

/**
 * Trains an experiment from where the store has it to its last epoch: opens the workspace, builds the model, puts back
 * the newest checkpoint and the callbacks' state, trains, and closes everything again, however it ends.
 */
export async function runExperiment(
  { directory, experimentId, callback }: TrainingTask,
  control: TrainingControl,
  report: (message: TrainingReport) => void,
): Promise<TrainingOutcome> {
  // Whoever asks has opened it before: where it is missing now, an empty one would hide that.
  const store = Store.open(workspaceFiles.database(directory), { mustExist: true })
  let session: ModelSession | null = null
  let callbacks: Callback[] = []
  try {
    // First, since it is cheap: a mistake in the user's file shows at once.
    const warn = (message: string) => report({ type: 'warning', message })
    const heeding = { signal: control.signal, warn, fail: (error: WorkbenchError) => control.fail(error) }
    callbacks = callback === null ? [] : [await LambdaCallback.load(callback, heeding)]
    store.refuseAltered(experimentId)
    const experiment = store.experiments.get(experimentId)
    const { configuration } = experiment
    const dataset = new DatasetCatalogue(store, directory, resourcesDirectory()).load(configuration.dataset)
    const restored = newestCheckpoint(store, experiment)
    const { rowParts, ...made } = restoredSession(configuration, dataset, restored)
    session = made.session
    const arithmetic = arithmeticHere(rowParts)
    const inexact = restored === null || restored.epoch < 0 ? null : inexactness(restored.arithmetic, arithmetic)
    if (inexact !== null) warn(inexact)
    const checkpoint = restored ?? { epoch: -1, globalStep: 0, callbacks: {} }
    const fromEpoch = checkpoint.epoch + 1
    const stepsPerEpoch = Math.ceil(dataset.train.labels.length / configuration.batchSize)
    const stepsBefore = stepsMadeBefore(checkpoint, stepsPerEpoch, configuration.epochs)
    const run: TrainingRun = { learningRate: configuration.optimizer.learningRate }
    const { latentDim } = configuration.model
    const { weights } = configuration.snapshots
    const model = session
    let nextEpoch = fromEpoch
    /** @param fate what became of the epoch where the run is ended while it waits */
    const untilDoneOr = (fate: () => string) => async <Result>(attempt: () => Result): Promise<Result> => {
      try {
        return await control.untilDone(() => {
          store.refuseMoved()
          return attempt()
        })
      } catch (thrown) {
        throw thrown instanceof RunAborted ? new RunAborted(`${fate()} ${thrown.message}`) : thrown
      }
    }
    const untilDone = untilDoneOr(() => `Epoch ${nextEpoch} is not saved.`)
    const untilTold = untilDoneOr(() => (nextEpoch === 0 ? 'Nothing was trained.' : `Epoch ${nextEpoch - 1} is saved.`))
    const configured = configuredCallbacks(configuration, {
      run,
      learningRates: {
        recorded: store.learningRates.list(experimentId),
        requested: () => control.takeLearningRate(),
        record: async (change) => {
          await untilDone(() => store.learningRates.insert(experimentId, change))
          report({ type: 'learning-rate', change })
        },
      },
      takeSnapshot: (epoch) => takeSnapshot(model, dataset, { epoch, latentDim, weights }),
      fromEpoch,
    })
    const telling = tellingCallbacks(configuration, {
      logDirectory: workspaceFiles.logs(directory, experimentId),
      saved: savedEpochs(store, experimentId),
      ...{ fromEpoch, untilDone: untilTold, height: dataset.height, width: dataset.width },
    })
    restoreStates(configured, checkpoint.callbacks)
    const save = async (draft: EpochDraft) => {
      const { epoch } = draft.metrics
      const state = model.readState()
      refuseDivergedState(state, { epoch, step: null, what: 'a weight', learningRate: run.learningRate, batchSize: configuration.batchSize })
      const globalStep = stepsBefore + (epoch + 1) * stepsPerEpoch
      const checkpoint = { epoch, globalStep, state, callbacks: statesOf(configured), arithmetic }
      await untilDone(() => store.saveEpoch({ experimentId, ...draft, checkpoint }))
      nextEpoch = epoch + 1
      report({ type: 'epoch', metrics: draft.metrics, hasSnapshot: draft.snapshot !== null })
    }
    callbacks = [...configured, new EpochRecorder(save), ...telling, ...callbacks]
    const trainer = new Trainer({
      ...{ experimentId, session, configuration, fromEpoch, stepsBefore, run, callbacks, control },
      trainCount: dataset.train.labels.length,
      lastMetrics: store.epochs.list(experimentId, fromEpoch - 1)[0] ?? null,
      onProgress: (progress) => report({ type: 'progress', progress }),
    })
    return await trainer.train()
  } catch (thrown) {
    if (!(thrown instanceof RunAborted)) throw thrown
    if (control.failure !== null) throw control.failure
    report({ type: 'warning', message: thrown.message })
    const { epochsDone, configuration } = store.experiments.get(experimentId)
    return epochsDone >= configuration.epochs ? 'completed' : 'aborted'
  } finally {
    await closeAll(callbacks, report).finally(() => {
      session?.dispose()
      store.close()
    })
  }
}

/** All of them, whatever one of them says. @throws what the first has thrown */
async function closeAll(callbacks: readonly Callback[], report: (message: TrainingReport) => void): Promise<void> {
  const closed = await Promise.allSettled(callbacks.map(async (callback) => callback.close?.()))
  const thrown = closed.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  for (const each of thrown) if (each instanceof RunAborted) report({ type: 'warning', message: each.message })
  for (const each of thrown) if (!(each instanceof RunAborted)) throw each
}

/** What the event files are to hold. */
function savedEpochs({ epochs, snapshots }: Store, id: string): SavedEpochs {
  const withSnapshot = new Set(orNull(() => snapshots.epochs(id)))
  return {
    from: (epoch) => epochs.list(id, epoch),
    snapshot: (epoch) => (withSnapshot.has(epoch) ? orNull(() => snapshots.get(id, epoch)) : null),
  }
}

/** A picture that is damaged is none; training does not depend on it. */
function orNull<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch {
    return null
  }
}

/**
 * Steps that were made before a run's first epoch, by the run whose optimiser it goes on with.
 * @throws WorkbenchError `checkpoint-corrupt` if a checkpoint from elsewhere says what cannot be
 */
function stepsMadeBefore({ epoch, globalStep }: Pick<Checkpoint, 'epoch' | 'globalStep'>, stepsPerEpoch: number, epochs: number): number {
  const before = globalStep - (epoch + 1) * stepsPerEpoch
  // The graph counts steps in int32.
  if (before >= 0 && before + epochs * stepsPerEpoch < 2 ** 31) return before
  throw new WorkbenchError(
    'checkpoint-corrupt',
    `The checkpoint of epoch ${epoch} says that it was made after ${globalStep} steps, which cannot be. Branch off from a snapshot.`,
  )
}
