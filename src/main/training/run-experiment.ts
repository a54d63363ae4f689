import { WorkbenchError } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { ModelSession } from '../models/model-session.ts'
import { createModelSession } from '../models/session.ts'
import { resourcesDirectory } from '../resources.ts'
import type { Checkpoint } from '../store/records.ts'
import { Store } from '../store/store.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { configuredCallbacks, restoreStates, statesOf } from './callback-list.ts'
import type { Callback, EpochDraft, TrainingRun } from './callbacks/callback.ts'
import { EpochRecorder } from './callbacks/epoch-recorder.ts'
import { LambdaCallback } from './callbacks/lambda.ts'
import type { TrainingControl } from './control.ts'
import type { TrainingReport, TrainingTask } from './protocol.ts'
import { takeSnapshot } from './snapshot.ts'
import { Trainer, type TrainingOutcome } from './trainer.ts'
import { startFrom } from './weights.ts'

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
    const lambda = callback === null ? [] : [await LambdaCallback.load(callback)]
    store.refuseAltered(experimentId)
    const experiment = store.experiments.get(experimentId)
    const { configuration } = experiment
    const dataset = new DatasetCatalogue(store, directory, resourcesDirectory()).load(configuration.dataset)
    session = createModelSession(configuration, dataset)
    const checkpoint = putBack(store, experiment, session, report)
    const fromEpoch = checkpoint.epoch + 1
    const run: TrainingRun = { learningRate: configuration.optimizer.learningRate }
    const { latentDim } = configuration.model
    const { weights } = configuration.snapshots
    const model = session
    const untilDone = <Result>(attempt: () => Result) =>
      control.untilDone(() => {
        store.refuseMoved()
        return attempt()
      })
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
      logDirectory: workspaceFiles.logs(directory, experimentId),
      ...{ fromEpoch, untilDone, height: dataset.height, width: dataset.width },
    })
    restoreStates(configured, checkpoint.callbacks)
    const stepsPerEpoch = Math.ceil(dataset.train.labels.length / configuration.batchSize)
    const save = async (draft: EpochDraft) => {
      const { epoch } = draft.metrics
      const state = { epoch, globalStep: (epoch + 1) * stepsPerEpoch, state: model.readState(), callbacks: statesOf(configured) }
      await untilDone(() => store.saveEpoch({ experimentId, ...draft, checkpoint: state }))
      report({ type: 'epoch', metrics: draft.metrics, hasSnapshot: draft.snapshot !== null })
    }
    callbacks = [...configured, new EpochRecorder(save), ...lambda]
    const trainer = new Trainer({
      ...{ experimentId, session, configuration, fromEpoch, run, callbacks, control },
      trainCount: dataset.train.labels.length,
      lastEndedAt: store.epochs.list(experimentId, fromEpoch - 1)[0]?.endedAt,
      onProgress: (progress) => report({ type: 'progress', progress }),
    })
    return await trainer.train()
  } finally {
    try {
      for (const each of callbacks) await each.close?.()
    } finally {
      session?.dispose()
      store.close()
    }
  }
}

/**
 * Where the run goes on: the newest whole checkpoint, which for a branched experiment's first start is a copy of its
 * origin's weights. Epochs after it, whose checkpoints are damaged, are trained again.
 */
function putBack(
  store: Store,
  { id, name, epochsDone }: Experiment,
  session: ModelSession,
  report: (message: TrainingReport) => void,
): Pick<Checkpoint, 'epoch' | 'callbacks'> {
  const checkpoint = store.checkpoints.latest(id)
  if (checkpoint === null) {
    if (epochsDone === 0) return { epoch: -1, callbacks: {} }
    const message = `“${name}” has epochs but no checkpoint to go on from. Branch off from a snapshot.`
    throw new WorkbenchError('checkpoint-corrupt', message)
  }
  if (checkpoint.epoch < 0) startFrom(session, checkpoint.state)
  else session.writeState(checkpoint.state)
  if (checkpoint.epoch + 1 < epochsDone) {
    store.rewind(id, checkpoint.epoch)
    const damaged = checkpoint.damaged.join(', ')
    const message = `The checkpoint of epoch ${damaged} is damaged: “${name}” goes on from epoch ${checkpoint.epoch + 1} instead.`
    report({ type: 'warning', message })
  }
  return checkpoint
}
