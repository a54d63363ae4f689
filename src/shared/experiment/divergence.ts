import { learningRateSchema } from './configuration.ts'
import type { Experiment } from './experiment.ts'

/** Where and how training came to what is no number. */
export interface Divergence {
  /** 0-based. */
  epoch: number
  /** Of that epoch, 0-based; null: when all of them were made. */
  step: number | null
  what: 'the loss' | 'the validation loss' | 'a weight'
  /** Of that step. */
  learningRate: number
  batchSize: number
}

const beginning = 'Training diverged: in epoch '
const rateBefore = 'too high a learning rate: it was '
const ofOneImage = 'a batch of one image has no variance'

/** What a run is left with that has diverged. `divergenceOf` and `recoveryOf` know it again. */
export function describeDivergence({ epoch, step, what, learningRate, batchSize }: Divergence): string {
  const place = step === null ? `${epoch}` : `${epoch}, step ${step},`
  const cause =
    batchSize === 1
      ? `The cause is batch normalisation: ${ofOneImage} to normalise by.`
      : `The usual cause is ${rateBefore}${Number(learningRate.toPrecision(4))}.`
  return `${beginning}${place} ${what} is no longer a number. ${cause} The same steps would lead there again.`
}

/** Whether a run ended because it diverged. To resume it as it is leads to the same end, for the same steps give the same numbers. */
export function hasDiverged({ status, error }: Pick<Experiment, 'status' | 'error'>): boolean {
  return status === 'failed' && error?.startsWith(beginning) === true
}

/** What gets on from where a run has diverged. */
export type Recovery =
  /** Whole epochs are kept: a branch from the last of them, with the optimiser's state; or the run itself at that rate. */
  | { kind: 'branch'; epoch: number; learningRate: number }
  /** Nothing is kept: the run itself, from its beginning, at that rate. */
  | { kind: 'rate'; learningRate: number }
  /** A run like it with another batch size, from the beginning: this one has learnt nothing of the images. */
  | { kind: 'batch-size'; batchSize: number }

/** How many images a batch has that has none too few for batch normalisation. */
const steadyBatch = 32

/** @returns null for a run that has not diverged */
export function recoveryOf(experiment: Experiment): Recovery | null {
  if (!hasDiverged(experiment)) return null
  const { error, lastMetrics, configuration, epochsDone } = experiment
  if (error?.includes(ofOneImage) === true) return { kind: 'batch-size', batchSize: steadyBatch }
  const [, said] = error?.split(rateBefore) ?? []
  // Older versions did not say it.
  const rate = said === undefined ? (lastMetrics?.learningRate ?? configuration.optimizer.learningRate) : parseFloat(said)
  const learningRate = lowerRate(rate, lastMetrics?.learningRate ?? rate)
  return epochsDone === 0 ? { kind: 'rate', learningRate } : { kind: 'branch', epoch: epochsDone - 1, learningRate }
}

/** A tenth, or what the last whole epoch was trained at where that is lower still; as far as a rate may go. */
function lowerRate(rate: number, lastRate: number): number {
  const least = learningRateSchema.minValue ?? 0
  return Math.max(least, Number(Math.min(rate / 10, lastRate).toPrecision(4)))
}

/** What is wrong with a batch size for a model with batch normalisation; null: nothing. @param trainCount images of the data set */
export function batchSizeWarning(batchSize: number, trainCount: number): string | null {
  if (batchSize === 1) return 'A batch of one image has no variance for batch normalisation: nothing is learnt. Choose at least 2.'
  if (trainCount % batchSize !== 1) return null
  return `The last batch has only one image, which batch normalisation has no variance of. Choose ${fittingBatchSize(batchSize, trainCount)}, say.`
}

/** The next larger batch size that leaves no single image over. */
function fittingBatchSize(batchSize: number, trainCount: number): number {
  let fitting = batchSize + 1
  while (trainCount % fitting === 1) fitting++
  return fitting
}
