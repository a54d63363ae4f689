import type { Dense, Layer } from './layers.ts'
import { map, matrix } from './matrix.ts'
import type { Weights } from './weights.ts'

export interface Rectifier extends Layer {
  /**
   * Takes elements for the other side of zero, as single precision did by what the gradient of the bias beneath says, where
   * rounding can account for it and for nothing else. The layers beneath are to be gone through backward again after that.
   * @param bias the gradient that single precision came to
   * @returns how many elements
   */
  settle(weights: Weights, bias: ArrayLike<number>): number
}

/** An element as near to zero as this share of the sum of its terms may be of either sign in single precision. */
const rounding = 1e-6

/** ReLU (slope 0) and LeakyReLU of a dense layer: x where x > 0, else slope · x. */
export function rectifier(slope: number, beneath: Dense): Rectifier {
  let x = matrix(0, 0)
  let dy = matrix(0, 0)
  let flipped = new Set<number>()
  const isActive = (value: number, index: number) => value > 0 !== flipped.has(index)
  return {
    forward(input, random) {
      flipped = new Set()
      x = beneath.forward(input, random)
      return map(x, (value) => (value > 0 ? value : slope * value))
    },
    backward(gradient) {
      dy = gradient
      return beneath.backward(map(dy, (value, input, _, index) => (isActive(input, index) ? value : slope * value), x))
    },
    settle(weights, bias) {
      const scale = beneath.magnitude().data
      const own = weights.gradients.get(`${beneath.name}/bias`) ?? new Float64Array()
      const missing = own.map((value, unit) => (bias[unit] ?? NaN) - value)
      x.data.forEach((value, index) => {
        if (Math.abs(value) > rounding * (scale[index] ?? NaN)) return
        const unit = index % x.columns
        const change = (isActive(value, index) ? -1 : 1) * (1 - slope) * (dy.data[index] ?? NaN)
        if (Math.abs((missing[unit] ?? NaN) - change) >= Math.abs(missing[unit] ?? NaN)) return
        missing[unit] = (missing[unit] ?? NaN) - change
        flipped.add(index)
      })
      return flipped.size
    },
  }
}
