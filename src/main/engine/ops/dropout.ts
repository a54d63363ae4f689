import { tf } from '../tensorflow.ts'
import type { RandomStream } from '../random.ts'
import { roundProbability } from '../random.ts'
import { differentiable } from './differentiable.ts'

/**
 * Sets a random share of the elements to zero and scales the rest by 1 / (1 − rate), so that the mean stays
 * (Srivastava et al., “Dropout: a simple way to prevent neural networks from overfitting”, 2014).
 * @param rate share to drop, in [0, 1)
 */
export function dropout(x: tf.Tensor, rate: number, random: RandomStream): tf.Tensor {
  if (rate === 0) return x
  return differentiable([x], () => {
    const keep = roundProbability(1 - rate)
    const mask = tf.mul(random.bernoulli(x.shape, keep), tf.scalar(1 / keep))
    return { value: tf.mul(x, mask), saved: [mask], gradient: (dy, [factor]) => [tf.mul(dy, factor)] }
  })
}
