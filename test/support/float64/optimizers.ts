import type { Weights } from './weights.ts'

/** One update of all weights by their gradients. @param t number of this update, from 1 */
export type Update = (weights: Weights, learningRate: number, t: number) => void

/** Adds what `difference` says to each weight. What is remembered of a weight is in the state as `WEIGHT/SLOT`. */
function eachWeight(slots: readonly string[], differenceOf: (remembered: Float64Array[]) => (gradient: number, index: number) => number) {
  return (weights: Weights) => {
    for (const [name, gradient] of weights.gradients) {
      const values = weights.get(name)
      const difference = differenceOf(slots.map((slot) => weights.get(`${name}/${slot}`)))
      gradient.forEach((g, index) => (values[index] = (values[index] ?? NaN) + difference(g, index)))
    }
  }
}

const empty = new Float64Array()

/** Kingma & Ba (arXiv 1412.6980), with the bias correction in the rate and ε outside of it, as Keras has it. */
export const adam =
  ({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}): Update =>
  (weights, learningRate, t) => {
    const rate = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)
    eachWeight(['adam/m', 'adam/v'], ([m = empty, v = empty]) => (gradient, index) => {
      const first = (m[index] = beta1 * (m[index] ?? NaN) + (1 - beta1) * gradient)
      const second = (v[index] = beta2 * (v[index] ?? NaN) + (1 - beta2) * gradient ** 2)
      return (-rate * first) / (Math.sqrt(second) + epsilon)
    })(weights)
  }

/** Hinton's, in the form of Keras 2, with ε outside of the root. */
export const rmsprop =
  ({ rho = 0.9, epsilon = 1e-8 } = {}): Update =>
  (weights, learningRate) =>
    eachWeight(['rmsprop/v'], ([v = empty]) => (gradient, index) => {
      const meanSquare = (v[index] = rho * (v[index] ?? NaN) + (1 - rho) * gradient ** 2)
      return (-learningRate * gradient) / (Math.sqrt(meanSquare) + epsilon)
    })(weights)

export const sgd =
  ({ momentum }: { momentum: number }): Update =>
  (weights, learningRate) =>
    eachWeight(['sgd/velocity'], ([velocity = empty]) => (gradient, index) => {
      return (velocity[index] = momentum * (velocity[index] ?? NaN) - learningRate * gradient)
    })(weights)
