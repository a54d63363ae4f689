import { tf } from '../tensorflow.ts'

/** An operation's value, and the gradient of the loss by each of its inputs, given that by its value. */
export interface Differentiated<Saved> {
  value: tf.Tensor
  /** Tensors that the gradient needs. */
  saved: Saved
  gradient: (dy: tf.Tensor, saved: Saved) => tf.Tensor[]
}

/**
 * An operation with a gradient of its own, for tfjs's tape.
 * @param inputs the tensors that can be differentiated by
 * @param forward computes the value; only what it hands on as `saved` is there still when the gradient is computed
 */
export function differentiable<Saved extends [] | tf.Tensor[]>(
  inputs: readonly tf.Tensor[],
  forward: () => Differentiated<Saved>,
): tf.Tensor {
  return tf.customGrad((...inputsAndSave) => {
    const save = inputsAndSave.at(-1) as tf.GradSaveFunc
    const { value, saved, gradient } = forward()
    save(saved)
    return { value, gradFunc: (dy: tf.Tensor, kept: tf.Tensor[]) => gradient(dy, kept as Saved) }
  })(...inputs)
}
