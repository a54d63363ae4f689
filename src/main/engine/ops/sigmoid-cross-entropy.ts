import { tf } from '../tensorflow.ts'
import { relu, sigmoid } from './activations.ts'
import { differentiable } from './differentiable.ts'

/**
 * Sum over all elements of the binary cross-entropy between `targets` and sigmoid(`logits`), in nats:
 * Σ softplus(l) − l · t, in a form that neither overflows nor loses digits.
 * @param logits float32, any shape
 * @param targets float32 in [0, 1], of the same shape; not differentiated by
 * @returns float32, scalar
 */
export function sigmoidCrossEntropySum(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return differentiable([logits], () => {
    // softplus(l) = max(l, 0) − log sigmoid(|l|). The sigmoid is there for the gradient anyway, and with it this costs
    // a third less than TensorFlow's Softplus.
    const probability = sigmoid(logits)
    const logSigmoid = tf.log(tf.maximum(probability, tf.sub(tf.scalar(1), probability)))
    return {
      value: tf.sum(tf.sub(tf.sub(relu(logits), tf.mul(logits, targets)), logSigmoid)),
      saved: [probability, targets],
      gradient: (dy, [p, t]) => [tf.mul(tf.sub(p, t), dy)],
    }
  })
}
