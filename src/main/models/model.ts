import type { RandomStream, tf, Variable } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Layers } from './layers.ts'

/** Examples that go through a model together. */
export interface Batch {
  /** float32 [n, height · width], in [0, 1] */
  images: tf.Tensor
  /** int32 [n] */
  labels: tf.Tensor
}

/** Scalars, as `Losses` describes them. */
export interface LossTensors {
  loss: tf.Tensor
  reconstruction: tf.Tensor
  kl: tf.Tensor
}

/** What an evaluation comes to. */
export interface EvaluationTensors extends LossTensors {
  /** float32 [latentDim] */
  klPerDimension: tf.Tensor
}

export interface TrainingContext {
  random: RandomStream
  /** float32, scalar */
  learningRate: tf.Tensor
  /** int32, scalar: number of steps made before this one. */
  step: tf.Tensor
}

/**
 * A model, as functions over tensors and its own variables. They are called in a step, eager or traced, and must not
 * know which. A new model is a file with a function that makes one of these, named in `catalogue.ts`.
 */
export interface Model {
  /** Weights, moving averages, optimiser slots: all that a checkpoint keeps. */
  readonly state: readonly Variable[]
  /** Weights as Keras' `count_params` counts them, moving averages included. */
  readonly parameterCount: number
  /** One step of training on a batch. Updates weights, moving averages and slots. */
  trainStep(batch: Batch, context: TrainingContext): LossTensors
  /** Losses in inference, and KL of each latent dimension. */
  evaluate(batch: Batch, random: RandomStream): EvaluationTensors
  /** Parameters of q(z | x), float32 [n, latentDim] each. */
  encode(batch: Batch): { zMean: tf.Tensor; zLogVar: tf.Tensor }
  /** @param z float32 [n, latentDim] @returns float32 [n, height · width], in [0, 1] */
  decode(z: tf.Tensor): tf.Tensor
  /** The batch through the whole model in inference, float32 [n, height · width] in [0, 1]. */
  reconstruct(batch: Batch, random: RandomStream): tf.Tensor
}

export interface ImageSize {
  height: number
  width: number
}

/** Makes a model, and by `layers` its variables. */
export type CreateModel = (configuration: ExperimentConfiguration, image: ImageSize, layers: Layers) => Model
