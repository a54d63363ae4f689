import { tf } from '../tensorflow.ts'
import { boolAttribute, execute, floatAttribute, stringAttribute, typeAttribute } from '../binding.ts'
import type { Variable } from '../variable.ts'
import { differentiable } from './differentiable.ts'

export interface BatchNormalizationParameters {
  /** float32 [c] each; γ and β of the paper. */
  gamma: Variable
  beta: Variable
  /** float32 [c] each; not trained, updated by every training pass. */
  movingMean: Variable
  movingVariance: Variable
  /** Share of the old moving average that a training pass keeps. */
  momentum: number
  /** Added to the variance. */
  epsilon: number
}

/**
 * Batch normalisation with the batch's own statistics (Ioffe & Szegedy, arXiv 1502.03167), which also go into the moving
 * averages: average · momentum + batch · (1 − momentum), with the biased variance, as in Keras on dense input.
 * @param x float32 [n, c]
 */
export function batchNormalizationTraining(x: tf.Tensor, parameters: BatchNormalizationParameters): tf.Tensor {
  const { movingMean, movingVariance, momentum, epsilon } = parameters
  const gamma = parameters.gamma.read()
  const beta = parameters.beta.read()
  const [count, channels] = x.shape as [number, number]
  const attributes = [
    typeAttribute('T', 'float32'),
    typeAttribute('U', 'float32'),
    floatAttribute('epsilon', epsilon),
    stringAttribute('data_format', 'NHWC'),
    boolAttribute('is_training', true),
  ]
  return differentiable([x, gamma, beta], () => {
    const image = tf.reshape(x, [count, 1, 1, channels])
    const none = tf.tensor1d([], 'float32')
    const outputs = execute('FusedBatchNormV3', attributes, [image, gamma, beta, none, none], 6)
    const [y, mean, variance, ...reserve] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]]
    updateAverage(movingMean, mean, momentum)
    // The kernel's variance is the unbiased one.
    updateAverage(movingVariance, tf.mul(variance, tf.scalar((count - 1) / count)), momentum)
    return {
      value: tf.reshape(y, [count, channels]),
      saved: [image, gamma, ...reserve],
      gradient: (dy, saved) => {
        const inputs = [tf.reshape(dy, [count, 1, 1, channels]), ...saved]
        const [dx, dGamma, dBeta] = execute('FusedBatchNormGradV3', attributes, inputs, 5) as [tf.Tensor, tf.Tensor, tf.Tensor]
        return [tf.reshape(dx, [count, channels]), dGamma, dBeta]
      },
    }
  })
}

function updateAverage(average: Variable, batch: tf.Tensor, momentum: number): void {
  average.assignSub(tf.mul(tf.sub(average.read(), batch), tf.scalar(1 - momentum)))
}

/**
 * Batch normalisation with the moving averages, for inference: one multiplication and one addition.
 * @param x float32 [n, c]
 */
export function batchNormalizationInference(x: tf.Tensor, parameters: BatchNormalizationParameters): tf.Tensor {
  const { gamma, beta, movingMean, movingVariance, epsilon } = parameters
  const scale = tf.mul(gamma.read(), tf.rsqrt(tf.add(movingVariance.read(), tf.scalar(epsilon))))
  const offset = tf.sub(beta.read(), tf.mul(movingMean.read(), scale))
  return tf.add(tf.mul(x, scale), offset)
}
