import { z } from 'zod'
import { cleanName } from '../plain-text.ts'

const count = (least: number, most: number) => z.number().int().min(least).max(most)
/** It may come in a file from elsewhere. */
const word = z.string().overwrite((text) => cleanName(text, 'unknown')).min(1).max(64)
const monitor = z.enum(['loss', 'val_loss', 'reconstruction', 'kl'])

/** Dense variational autoencoder of the tutorial's part 3. */
const vaeModel = z.strictObject({
  kind: z.literal('vae'),
  /** Dimensions of the latent space. */
  latentDim: count(1, 128),
  /** Fraction of units dropped in training, in [0, 1). */
  dropoutRate: z.number().min(0).max(0.95),
})

export const learningRateSchema = z.number().min(1e-8).max(1)

/** All in Keras' form. `learningRate` is the one at the start of training. */
const optimizer = z.discriminatedUnion('name', [
  /** Kingma & Ba, arXiv 1412.6980. */
  z.strictObject({ name: z.literal('adam'), learningRate: learningRateSchema }),
  /** Hinton, “Neural networks for machine learning”, lecture 6e. */
  z.strictObject({ name: z.literal('rmsprop'), learningRate: learningRateSchema }),
  /** Stochastic gradient descent; a momentum of 0 is the plain one. */
  z.strictObject({ name: z.literal('sgd'), learningRate: learningRateSchema, momentum: z.number().min(0).max(0.999) }),
])

export const optimizerNames = optimizer.options.map(({ shape }) => shape.name.value)

/** Learning rate as a function of the 0-based epoch; every kind starts from `optimizer.learningRate`. */
const learningRateSchedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  /** Multiplied by `factor` after every `everyEpochs` epochs. */
  z.strictObject({ kind: z.literal('step'), factor: z.number().gt(0).max(1), everyEpochs: count(1, 100_000) }),
  /** Multiplied by exp(−`rate`) an epoch. */
  z.strictObject({ kind: z.literal('exponential'), rate: z.number().min(0).max(10) }),
  /**
   * Half a cosine from the start down to `minimum` (Loshchilov & Hutter, arXiv 1608.03983) over `epochs`, then `minimum`. Without
   * `epochs`: over all of them. A run that is trained longer than planned keeps the span that it began with.
   */
  z.strictObject({ kind: z.literal('cosine'), minimum: z.number().min(0).max(1), epochs: count(1, 100_000).optional() }),
  /** Grows linearly over the first `epochs` epochs, then stays. */
  z.strictObject({ kind: z.literal('warm-up'), epochs: count(1, 100_000) }),
])

/** Keras' ReduceLROnPlateau. */
const reduceLROnPlateau = z.strictObject({
  enabled: z.boolean(),
  monitor,
  factor: z.number().gt(0).lt(1),
  patience: count(1, 100_000),
  minDelta: z.number().min(0).max(1e6),
  cooldown: count(0, 100_000),
  minLearningRate: z.number().min(0).max(1),
})

/**
 * Keras' ModelCheckpoint. The newest epoch can always be resumed, whatever is chosen here; this says which earlier
 * checkpoints are kept beside it.
 */
const modelCheckpoint = z.strictObject({
  enabled: z.boolean(),
  everyEpochs: count(1, 100_000),
  saveBestOnly: z.boolean(),
  monitor,
  /** How many of the periodic checkpoints are kept; the best one is kept besides. */
  keep: count(1, 1000),
})

const tensorBoard = z.strictObject({
  enabled: z.boolean(),
  /** Also write the manifold as an image at each snapshot epoch. */
  images: z.boolean(),
})

const snapshots = z.strictObject({
  schedule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('tutorial') }),
    z.strictObject({ kind: z.literal('every'), epochs: count(1, 100_000) }),
  ]),
  /** Keep the weights (2 MB for the preset) with each snapshot, so that any figure can be drawn again from it. */
  weights: z.boolean(),
})

/** Everything that a run is a pure function of (with the data set's content). */
export const experimentConfigurationSchema = z.strictObject({
  preset: word,
  dataset: word,
  model: z.discriminatedUnion('kind', [vaeModel]),
  epochs: count(1, 100_000),
  batchSize: count(1, 60_000),
  seed: count(0, 2 ** 31 - 1),
  optimizer,
  learningRateSchedule,
  reduceLROnPlateau,
  modelCheckpoint,
  tensorBoard,
  snapshots,
})

export type ExperimentConfiguration = z.infer<typeof experimentConfigurationSchema>
export type LearningRateSchedule = ExperimentConfiguration['learningRateSchedule']
export type MonitoredMetric = z.infer<typeof monitor>
