import { tf } from '../tensorflow.ts'
import { boolAttribute, floatAttribute, stringAttribute, typeAttribute } from '../attribute.ts'
import { execute } from '../binding.ts'
import type { Variable } from '../variable.ts'
import { differentiable } from './differentiable.ts'

/** What stands in for a batch's statistics in inference. */
export interface MovingAverages {
  /** float32 [c] */
  mean: Variable
  /** float32 [c] */
  variance: Variable
  /** Share of the old average that a training pass keeps, in [0, 1]. */
  momentum: number
}

/**
 * Batch normalisation by the batch's own statistics (Ioffe & Szegedy, arXiv 1502.03167): γ · (x − mean) / √(variance + ε) + β.
 * The statistics also go into the moving averages, average · momentum + batch · (1 − momentum), with the biased variance,
 * as in Keras on dense input.
 * @param x float32 [n, c]
 * @param gamma float32 [c]
 * @param beta float32 [c]
 */
export function batchNormalizationTraining(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { mean, variance, momentum }: MovingAverages,
  epsilon: number,
): tf.Tensor {
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
    const unused = tf.tensor1d([], 'float32')
    const outputs = execute('FusedBatchNormV3', attributes, [image, gamma, beta, unused, unused], 6)
    const [y, batchMean, unbiasedVariance, ...reserve] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]]
    updateAverage(mean, batchMean, momentum)
    updateAverage(variance, tf.mul(unbiasedVariance, tf.scalar((count - 1) / count)), momentum)
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
 * Batch normalisation by the moving averages, for inference: one multiplication and one addition an element.
 * @param x float32 [n, c]
 * @param gamma float32 [c]
 * @param beta float32 [c]
 */
export function batchNormalizationInference(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  { mean, variance }: MovingAverages,
  epsilon: number,
): tf.Tensor {
  const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance.read(), tf.scalar(epsilon))))
  const offset = tf.sub(beta, tf.mul(mean.read(), scale))
  return tf.add(tf.mul(x, scale), offset)
}
