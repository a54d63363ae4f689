import type { tf } from '../tensorflow.ts'
import { boolAttribute, typeAttribute } from '../attribute.ts'
import { executeOne } from '../binding.ts'
import { sizeOf } from '../dtype.ts'
import { differentiable } from './differentiable.ts'
import { sumOverRows } from './sum-over-rows.ts'

/**
 * Multiplications of a product, from and to which `BatchMatMulV2` is the faster one: below, setting up oneDNN's primitive
 * takes longer than the product; above, the primitive has nothing over its sgemm.
 */
const middle = { least: 1e6, most: 5e7 }

const float = typeAttribute('T', 'float32')

function product(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return executeOne('MatMul', [boolAttribute('transpose_a', false), boolAttribute('transpose_b', false), float], [a, b])
}

/**
 * A product with one side transposed, as gradients have it; nothing is fused into these.
 * For `MatMul` TensorFlow calls oneDNN's sgemm, for `BatchMatMulV2` its matrix product primitive. The primitive is a
 * fifth faster in the middle sizes, and takes its scratch memory from TensorFlow's allocator; sgemm asks malloc, and
 * Electron's maps a block of a megabyte anew each time: 0.43 ms in place of 0.14 for [500, 256] · [128, 256]ᵀ.
 */
function transposedProduct(a: tf.Tensor, b: tf.Tensor, transposed: 'a' | 'b'): tf.Tensor {
  const multiplications = sizeOf(a.shape) * (b.shape[transposed === 'a' ? 1 : 0] ?? 1)
  const inTheMiddle = multiplications >= middle.least && multiplications <= middle.most
  const [op, left, right] = inTheMiddle ? (['BatchMatMulV2', 'adj_x', 'adj_y'] as const) : (['MatMul', 'transpose_a', 'transpose_b'] as const)
  return executeOne(op, [boolAttribute(left, transposed === 'a'), boolAttribute(right, transposed === 'b'), float], [a, b])
}

/**
 * a · b. The plain `MatMul`, where tfjs takes `BatchMatMulV2`, so that TensorFlow can fuse a bias and an activation into it.
 * @param a float32 [n, k]
 * @param b float32 [k, m]
 * @returns float32 [n, m]
 */
export function matMul(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return differentiable([a, b], () => ({
    value: product(a, b),
    saved: [a, b],
    gradient: (dy, [left, right]) => [transposedProduct(dy, right, 'b'), sumOverRows([left, dy], (x, g) => transposedProduct(x, g, 'a'))],
  }))
}
