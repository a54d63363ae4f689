import { tf } from '../tensorflow.ts'

/** The value of an operation, and the gradient of the loss by each of its inputs given that by its value. */
export interface Differentiated {
  value: tf.Tensor
  gradient: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[]
}

/**
 * An operation with a gradient of its own, for tfjs's tape.
 * @param inputs the tensors that can be differentiated by
 * @param forward computes the value; tensors that the gradient needs are handed to `save`, and come back in that order
 */
export function differentiable(inputs: readonly tf.Tensor[], forward: (save: (tensors: tf.Tensor[]) => void) => Differentiated): tf.Tensor {
  return tf.customGrad((...inputsAndSave) => {
    const save = inputsAndSave.at(-1) as (tensors: tf.Tensor[]) => void
    const { value, gradient } = forward(save)
    return { value, gradFunc: gradient }
  })(...inputs)
}
