import { tf } from '../tensorflow.ts'
import { boolAttribute, typeAttribute } from '../attribute.ts'
import type { Program } from '../program.ts'
import type { Variable } from '../variable.ts'
import type { Optimizer } from './optimizer.ts'
import { createSlots, slotOf } from './optimizer.ts'

export interface SGDOptions {
  /** 0 for plain gradient descent. */
  momentum?: number
  nesterov?: boolean
}

/**
 * Gradient descent with momentum in Keras' form: velocity ← momentum · velocity − lr · g, w ← w + velocity, or with
 * `nesterov` w ← w + momentum · velocity − lr · g.
 */
export function sgd(program: Program, variables: readonly Variable[], options: SGDOptions = {}): Optimizer {
  const { momentum = 0, nesterov = false } = options
  const attributes = [typeAttribute('T', 'float32'), boolAttribute('use_locking', false), boolAttribute('use_nesterov', nesterov)]
  const velocities = momentum === 0 ? new Map<Variable, Variable>() : createSlots(program, variables, 'sgd/velocity')
  return {
    slots: [...velocities.values()],
    apply(gradients, { learningRate }) {
      for (const [variable, gradient] of gradients) {
        if (momentum === 0) variable.assignSub(tf.mul(gradient, learningRate))
        else {
          const inputs = [learningRate, gradient, tf.scalar(momentum)]
          variable.apply('ResourceApplyKerasMomentum', attributes, inputs, [slotOf(velocities, variable)])
        }
      }
    },
  }
}
