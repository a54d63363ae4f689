/**
 * What a model is made of, as data: the model is built from it, and a file of weights carries it. So nothing in such a file can
 * differ from what was trained. Keys and classes are Keras', and stand in files as they stand here: a change of what they mean
 * needs a new `descriptionVersion`. A tensor is called by its name in the file.
 */
export const descriptionVersion = 1

export interface DenseLayer {
  class: 'Dense'
  /** float32 [inputs, units], row-major. */
  kernel: string
  /** float32 [units] */
  bias: string
  inputs: number
  units: number
}

export interface BatchNormalizationLayer {
  class: 'BatchNormalization'
  /** float32 [units], as the three after it. */
  gamma: string
  beta: string
  moving_mean: string
  moving_variance: string
  units: number
  /** Share of the old moving average that a training step keeps. */
  momentum: number
  epsilon: number
}

export type LayerDescription =
  | DenseLayer
  | BatchNormalizationLayer
  | { class: 'ReLU' }
  | { class: 'LeakyReLU'; negative_slope: number }
  | { class: 'Dropout'; rate: number }

/** What each layer does to its input x, and what z and the losses are. */
export const formulas = {
  Dense: 'y = x @ kernel + bias, kernel [inputs, units], row-major',
  ReLU: 'y = max(x, 0)',
  LeakyReLU: 'y = x where x > 0, else negative_slope * x',
  sigmoid: 'y = 1 / (1 + exp(-x))',
  BatchNormalization:
    'inference: y = gamma * (x - moving_mean) / sqrt(moving_variance + epsilon) + beta; ' +
    'training: the same with the mean and the biased variance of the batch, which go into the moving averages: ' +
    'moving = momentum * moving + (1 - momentum) * batch',
  Dropout: 'inference: y = x; training: y = 0 with probability rate, else x / (1 - rate)',
} satisfies Record<LayerDescription['class'] | 'sigmoid', string>

export interface ModelDescription {
  kind: string
  /** Bytes of an image, row by row, times `scale`: float32 [n, height * width]. */
  input: { height: number; width: number; order: 'row-major'; scale: number }
  /** Its output is the input of `z_mean` and of `z_log_var`. */
  encoder: readonly LayerDescription[]
  z_mean: readonly LayerDescription[]
  z_log_var: readonly LayerDescription[]
  latent_dim: number
  /** Which head is taken for an image's code, as in exported latents. */
  latents: 'z_mean'
  sampling: string
  decoder: readonly LayerDescription[]
  /** Behind the decoder: the pixels' probabilities, in the order of the input. */
  output: { activation: 'sigmoid'; height: number; width: number; order: 'row-major' }
  /** Formulas. `pixels` is height * width; sums go over pixels or latent dimensions, means over images. */
  losses: { reconstruction: string; kl: string; loss: string }
}

/** What bytes are multiplied by to become a model's input, in [0, 1]. */
export const pixelScale = 1 / 255

/** @param name what its tensors' names begin with */
export function dense(name: string, inputs: number, units: number): DenseLayer {
  return { class: 'Dense', kernel: `${name}/kernel`, bias: `${name}/bias`, inputs, units }
}

/** With Keras' defaults. @param name what its tensors' names begin with */
export function batchNormalization(name: string, units: number): BatchNormalizationLayer {
  return {
    ...{ class: 'BatchNormalization', gamma: `${name}/gamma`, beta: `${name}/beta` },
    ...{ moving_mean: `${name}/moving_mean`, moving_variance: `${name}/moving_variance` },
    ...{ units, momentum: 0.99, epsilon: 1e-3 },
  }
}
