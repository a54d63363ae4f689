import type { tf } from '../tensorflow.ts'
import { stringAttribute, typeAttribute } from '../attribute.ts'
import { executeOne } from '../binding.ts'
import { differentiable } from './differentiable.ts'
import { sumOverRows } from './sum-over-rows.ts'

const attributes = [typeAttribute('T', 'float32'), stringAttribute('data_format', 'NHWC')]

/**
 * x + b along the last axis.
 * @param x float32 […, c]
 * @param b float32 [c]
 */
export function biasAdd(x: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return differentiable([x, b], () => ({
    value: executeOne('BiasAdd', attributes, [x, b]),
    saved: [],
    gradient: (dy) => [dy, sumOverRows([dy], (rows) => executeOne('BiasAddGrad', attributes, [rows]))],
  }))
}
