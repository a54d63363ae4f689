import type { tf } from '../tensorflow.ts'
import { boolAttribute, typeAttribute } from '../attribute.ts'
import { executeOne } from '../binding.ts'

/**
 * Bytes as numbers.
 * @param bytes uint8 (a uint8 input, or rows of a uint8 variable)
 * @param dtype what to make of them
 */
export function castBytes(bytes: tf.Tensor, dtype: 'float32' | 'int32'): tf.Tensor {
  return executeOne('Cast', [typeAttribute('SrcT', 'uint8'), typeAttribute('DstT', dtype), boolAttribute('Truncate', false)], [bytes])
}
