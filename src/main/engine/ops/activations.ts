import type { tf } from '../tensorflow.ts'
import { floatAttribute, typeAttribute } from '../attribute.ts'
import { executeOne } from '../binding.ts'
import { differentiable } from './differentiable.ts'

const float = typeAttribute('T', 'float32')

/** max(x, 0), element by element. */
export function relu(x: tf.Tensor): tf.Tensor {
  return differentiable([x], () => {
    const value = executeOne('Relu', [float], [x])
    return { value, saved: [value], gradient: (dy, [y]) => [executeOne('ReluGrad', [float], [dy, y])] }
  })
}

/**
 * x where x > 0, else αx (Maas et al., “Rectifier nonlinearities improve neural network acoustic models”, 2013).
 * @param alpha slope of the negative side, in (0, 1]
 */
export function leakyRelu(x: tf.Tensor, alpha: number): tf.Tensor {
  const attributes = [float, floatAttribute('alpha', alpha)]
  return differentiable([x], () => {
    const value = executeOne('LeakyRelu', attributes, [x])
    // The gradient asks for the sign of x only, which is that of y. Keeping y lets the matrix product before take the
    // activation in.
    return { value, saved: [value], gradient: (dy, [y]) => [executeOne('LeakyReluGrad', attributes, [dy, y])] }
  })
}

/** 1 / (1 + e^−x), element by element. */
export function sigmoid(x: tf.Tensor): tf.Tensor {
  return differentiable([x], () => {
    const value = executeOne('Sigmoid', [float], [x])
    return { value, saved: [value], gradient: (dy, [y]) => [executeOne('SigmoidGrad', [float], [y, dy])] }
  })
}
