import { tf } from '../tensorflow.ts'
import type { Program } from '../program.ts'
import type { Variable } from '../variable.ts'
import type { Optimizer } from './optimizer.ts'
import { createSlots, slotOf } from './optimizer.ts'

export interface RMSpropOptions {
  rho?: number
  epsilon?: number
}

/**
 * RMSprop (Hinton, “Neural networks for machine learning”, lecture 6e) in the form of Keras 2, with ε outside of the root:
 * v ← ρv + (1 − ρ)g², w ← w − lr · g / (√v + ε).
 *
 * Keras 3 and TensorFlow's `ResourceApplyRMSProp` have √(v + ε). Where gradients are as small as ε^½, as those of a loss
 * divided by twice the number of pixels are, that is another optimiser; hence no use of that kernel.
 */
export function rmsprop(program: Program, variables: readonly Variable[], options: RMSpropOptions = {}): Optimizer {
  const { rho = 0.9, epsilon = 1e-8 } = options
  const meanSquares = createSlots(program, variables, 'rmsprop/v')
  return {
    slots: [...meanSquares.values()],
    apply(gradients, { learningRate }) {
      for (const [variable, gradient] of gradients) {
        const slot = slotOf(meanSquares, variable)
        const meanSquare = tf.add(tf.mul(slot.read(), tf.scalar(rho)), tf.mul(tf.square(gradient), tf.scalar(1 - rho)))
        slot.assign(meanSquare)
        variable.assignSub(tf.div(tf.mul(gradient, learningRate), tf.add(tf.sqrt(meanSquare), tf.scalar(epsilon))))
      }
    },
  }
}
