import { tf } from '../tensorflow.ts'
import { boolAttribute, typeAttribute } from '../attribute.ts'
import type { Program } from '../program.ts'
import type { Variable } from '../variable.ts'
import type { Optimizer } from './optimizer.ts'
import { createSlots, slotOf } from './optimizer.ts'

export interface AdamOptions {
  beta1?: number
  beta2?: number
  epsilon?: number
}

const attributes = [typeAttribute('T', 'float32'), boolAttribute('use_locking', false), boolAttribute('use_nesterov', false)]

/**
 * Adam (Kingma & Ba, arXiv 1412.6980) in Keras' form, with ε outside of the bias correction:
 * lr_t = lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ), m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − lr_t · m / (√v + ε), t from 1.
 */
export function adam(program: Program, variables: readonly Variable[], options: AdamOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options
  const first = createSlots(program, variables, 'adam/m')
  const second = createSlots(program, variables, 'adam/v')
  return {
    slots: [...first.values(), ...second.values()],
    apply(gradients, { learningRate, step }) {
      const t = tf.cast(tf.add(step, tf.scalar(1, 'int32')), 'float32')
      const [b1, b2] = [tf.scalar(beta1), tf.scalar(beta2)]
      const common = [tf.pow(b1, t), tf.pow(b2, t), learningRate, b1, b2, tf.scalar(epsilon)]
      for (const [variable, gradient] of gradients) {
        const slots = [slotOf(first, variable), slotOf(second, variable)]
        variable.apply('ResourceApplyAdam', attributes, [...common, gradient], slots)
      }
    },
  }
}
