import { WorkbenchError } from '../../shared/errors.ts'
import { shuffledIndices } from '../../shared/maths/shuffle.ts'
import type { StepProfile } from '../../shared/experiment/step-profile.ts'
import type { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { Store } from '../store/store.ts'
import { restoredSession } from '../training/restored-session.ts'
import { operationsOf } from './step-stats.ts'
import { summarize } from './summarize.ts'

/** Until every operation has run once and its memory is there. */
const warmUp = 3

/**
 * Trains some steps of a run from its newest checkpoint, in memory alone, and tells what their operations take. Nothing of the
 * run is changed. Takes seconds; TensorFlow is to be had by no other thread of the process.
 * @param steps how many are measured; as many again go before, which tell how long a step takes that is not
 * @throws WorkbenchError if the run's checkpoints or its data set are damaged or gone
 */
export function profileRun(store: Store, datasets: DatasetCatalogue, experimentId: string, steps: number): StepProfile {
  store.refuseAltered(experimentId)
  const { configuration } = store.experiments.get(experimentId)
  const { batchSize, seed, optimizer } = configuration
  const dataset = datasets.load(configuration.dataset)
  const trainCount = dataset.train.labels.length
  const checkpoint = store.checkpoints.latest(experimentId)
  const { session } = restoredSession(configuration, dataset, checkpoint)
  try {
    const epochsDone = (checkpoint?.epoch ?? -1) + 1
    const order = shuffledIndices(trainCount, seed, epochsDone)
    const learningRate = store.epochs.list(experimentId, Math.max(0, epochsDone - 1))[0]?.learningRate ?? optimizer.learningRate
    // Whole batches only: a smaller last one would be another step.
    const wholeBatches = Math.max(1, Math.floor(trainCount / batchSize))
    const batch = (step: number) => order.subarray((step % wholeBatches) * batchSize, ((step % wholeBatches) + 1) * batchSize)
    const firstStep = checkpoint?.globalStep ?? 0

    for (let step = 0; step < warmUp; step++) session.trainStep(batch(step), firstStep + step, learningRate)
    const plain = Array.from({ length: steps }, (_, step) => {
      const began = performance.now()
      session.trainStep(batch(warmUp + step), firstStep + warmUp + step, learningRate)
      return performance.now() - began
    })
    const measured = Array.from({ length: steps }, (_, step) => {
      const at = warmUp + steps + step
      return operationsOf(session.profileTrainStep(batch(at), firstStep + at, learningRate))
    })
    if (measured.some((operations) => operations.length === 0)) {
      throw new WorkbenchError('internal', 'TensorFlow told nothing of the steps’ operations. Try again; if it happens again, report it.')
    }
    return { steps, epochsDone, batchSize: Math.min(batchSize, trainCount), ...summarize(plain, measured) }
  } finally {
    session.dispose()
  }
}
