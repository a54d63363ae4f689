import { columnSums, map, matrix, product, type Matrix } from './matrix.ts'
import type { RandomNumbers } from './random-numbers.ts'
import type { Weights } from './weights.ts'

/** Keras' layers as their documentation has them, forward and backward, written out by hand. */
export interface Layer {
  /** @param random in training; without it the layer infers */
  forward(x: Matrix, random?: RandomNumbers): Matrix
  /** The gradient by what went in last, given that by what came out. Those by the layer's weights go to `Weights`. */
  backward(dy: Matrix): Matrix
}

const absolute = (x: Matrix) => map(x, (value) => Math.abs(value))

/** One layer after another. */
export function sequence(...layers: readonly Layer[]): Layer {
  return {
    forward: (x, random) => layers.reduce((value, layer) => layer.forward(value, random), x),
    backward: (dy) => layers.reduceRight((gradient, layer) => layer.backward(gradient), dy),
  }
}

export interface Dense extends Layer {
  readonly name: string
  /** |x| · |kernel| + |bias|, of what went in last: what the rounding of its result is measured by. */
  magnitude(): Matrix
}

/** y = x · kernel + bias; kernel [inputs, units]. */
export function dense(weights: Weights, name: string): Dense {
  let last = matrix(0, 0)
  const kernelOf = () => {
    const units = weights.get(`${name}/bias`).length
    const kernel = weights.get(`${name}/kernel`)
    return matrix(kernel.length / units, units, kernel)
  }
  const apply = (x: Matrix, kernel: Matrix, bias: Float64Array) => map(product(x, kernel), (value, _, unit) => value + (bias[unit] ?? NaN))
  return {
    name,
    forward(x) {
      last = x
      return apply(x, kernelOf(), weights.get(`${name}/bias`))
    },
    magnitude: () => apply(absolute(last), absolute(kernelOf()), weights.get(`${name}/bias`).map(Math.abs)),
    backward(dy) {
      weights.differentiated(`${name}/kernel`, product(last, dy, 'a').data, () => product(absolute(last), absolute(dy), 'a').data)
      weights.differentiated(`${name}/bias`, columnSums(dy), () => columnSums(absolute(dy)))
      return product(dy, kernelOf(), 'b')
    },
  }
}

export interface BatchNormalizationOptions {
  momentum?: number
  epsilon?: number
}

/**
 * γ · (x − mean) / √(variance + ε) + β, by the batch's mean and biased variance in training, which the moving averages then
 * follow: average · momentum + batch · (1 − momentum). In inference by the moving averages.
 */
export function batchNormalization(weights: Weights, name: string, { momentum = 0.99, epsilon = 1e-3 }: BatchNormalizationOptions = {}): Layer {
  let normalized = matrix(0, 0)
  let scale: Float64Array = new Float64Array()

  const follow = (average: string, batch: Float64Array) => {
    const old = weights.get(`${name}/${average}`)
    weights.values.set(`${name}/${average}`, old.map((value, unit) => value * momentum + (batch[unit] ?? NaN) * (1 - momentum)))
  }
  const statistics = (x: Matrix) => {
    const mean = columnSums(x).map((sum) => sum / x.rows)
    const squares = columnSums(map(x, (value, _, unit) => (value - (mean[unit] ?? NaN)) ** 2))
    return { mean, variance: squares.map((sum) => sum / x.rows) }
  }

  return {
    forward(x, random) {
      const { mean, variance } = random === undefined ? { mean: weights.get(`${name}/moving_mean`), variance: weights.get(`${name}/moving_variance`) } : statistics(x)
      if (random !== undefined) {
        follow('moving_mean', mean)
        follow('moving_variance', variance)
      }
      scale = variance.map((value) => 1 / Math.sqrt(value + epsilon))
      normalized = map(x, (value, _, unit) => (value - (mean[unit] ?? NaN)) * (scale[unit] ?? NaN))
      const [gamma, beta] = [weights.get(`${name}/gamma`), weights.get(`${name}/beta`)]
      return map(normalized, (value, _, unit) => value * (gamma[unit] ?? NaN) + (beta[unit] ?? NaN))
    },
    backward(dy) {
      const gamma = weights.get(`${name}/gamma`)
      const dBeta = columnSums(dy)
      const dGamma = columnSums(map(dy, (gradient, value) => gradient * value, normalized))
      weights.differentiated(`${name}/gamma`, dGamma, () => columnSums(map(dy, (gradient, value) => Math.abs(gradient * value), normalized)))
      weights.differentiated(`${name}/beta`, dBeta, () => columnSums(absolute(dy)))
      return map(
        dy,
        (gradient, value, unit) => {
          const centred = gradient - ((dBeta[unit] ?? NaN) + value * (dGamma[unit] ?? NaN)) / dy.rows
          return (gamma[unit] ?? NaN) * (scale[unit] ?? NaN) * centred
        },
        normalized,
      )
    },
  }
}

/** Inverted dropout: in training zero, or divided by the probability to be kept; nothing in inference. */
export function dropout(keep: number): Layer {
  let mask: Float64Array = new Float64Array()
  return {
    forward(x, random) {
      if (random === undefined) return x
      mask = random.bernoulli(x.data.length, keep)
      return map(x, (value, _, __, index) => (value * (mask[index] ?? NaN)) / keep)
    },
    backward: (dy) => map(dy, (gradient, _, __, index) => (gradient * (mask[index] ?? NaN)) / keep),
  }
}
