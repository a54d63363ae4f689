import { tf } from '../tensorflow.ts'
import { differentiable } from './differentiable.ts'

/**
 * Sum over all elements of the binary cross-entropy between `targets` and sigmoid(`logits`), in nats, in the form that
 * neither overflows nor loses digits: softplus(l) − l · t.
 * @param logits float32, any shape
 * @param targets float32 in [0, 1], of the same shape; not differentiated by
 * @returns float32, scalar
 */
export function sigmoidCrossEntropySum(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return differentiable([logits], (save) => {
    save([logits, targets])
    return {
      value: tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, targets))),
      gradient: (dy, [l, t]) => [tf.mul(tf.sub(tf.sigmoid(l!), t!), dy)],
    }
  })
}
