import type { tf } from '../tensorflow.ts'
import { boolAttribute, executeOne, typeAttribute } from '../binding.ts'
import { differentiable } from './differentiable.ts'

function product(a: tf.Tensor, b: tf.Tensor, transpose: 'none' | 'a' | 'b'): tf.Tensor {
  const attributes = [
    boolAttribute('transpose_a', transpose === 'a'),
    boolAttribute('transpose_b', transpose === 'b'),
    typeAttribute('T', 'float32'),
  ]
  return executeOne('MatMul', attributes, [a, b])
}

/**
 * a · b. The plain `MatMul`, where tfjs takes `BatchMatMulV2`, so that TensorFlow can fuse a bias and an activation into it.
 * @param a float32 [n, k]
 * @param b float32 [k, m]
 * @returns float32 [n, m]
 */
export function matMul(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return differentiable([a, b], () => ({
    value: product(a, b, 'none'),
    saved: [a, b],
    gradient: (dy, [left, right]) => [product(dy, right, 'b'), product(left, dy, 'a')],
  }))
}
