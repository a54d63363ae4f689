import { describe, expect, it } from 'vitest'
import type { Optimizer, Variable } from '../../../src/main/engine/index.ts'
import {
  adam,
  batchNormalizationTraining,
  biasAdd,
  dropout,
  float32,
  int32,
  leakyRelu,
  matMul,
  Program,
  randomKey,
  RandomStream,
  rmsprop,
  sgd,
  sigmoidCrossEntropySum,
  tf,
  valueAndGradients,
} from '../../../src/main/engine/index.ts'

type Create = (program: Program, variables: readonly Variable[]) => Optimizer
/** One weight's update by Keras' formula, in double precision; keeps its own slots. */
type Formula = () => (weight: number, gradient: number, learningRate: number, step: number) => number

const kerasAdam: Formula = () => {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]
  let [m, v] = [0, 0]
  return (weight, gradient, learningRate, step) => {
    const t = step + 1
    const alpha = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)
    m += (gradient - m) * (1 - beta1)
    v += (gradient * gradient - v) * (1 - beta2)
    return weight - (m * alpha) / (Math.sqrt(v) + epsilon)
  }
}

const kerasRMSprop: Formula = () => {
  const [rho, epsilon] = [0.9, 1e-8]
  let accumulator = 0
  return (weight, gradient, learningRate) => {
    accumulator = rho * accumulator + (1 - rho) * gradient ** 2
    return weight - (learningRate * gradient) / (Math.sqrt(accumulator) + epsilon)
  }
}

const kerasSGD =
  (momentum: number, nesterov: boolean): Formula =>
  () => {
    let velocity = 0
    return (weight, gradient, learningRate) => {
      velocity = momentum * velocity - learningRate * gradient
      return weight + (nesterov ? momentum * velocity - learningRate * gradient : velocity)
    }
  }

const optimizers: [string, Create, Formula][] = [
  ['adam', (program, variables) => adam(program, variables), kerasAdam],
  ['rmsprop', (program, variables) => rmsprop(program, variables), kerasRMSprop],
  ['sgd', (program, variables) => sgd(program, variables), kerasSGD(0, false)],
  ['sgd with momentum', (program, variables) => sgd(program, variables, { momentum: 0.9 }), kerasSGD(0.9, false)],
  ['sgd with Nesterov momentum', (program, variables) => sgd(program, variables, { momentum: 0.9, nesterov: true }), kerasSGD(0.9, true)],
]

const schedule = { learningRate: { dtype: 'float32', shape: [] }, step: { dtype: 'int32', shape: [] } } as const

describe.each(optimizers)('%s', (_, create, formula) => {
  // From large gradients down to those of a mean over a thousand pixels, where ε counts.
  it.each(formula === kerasAdam || formula === kerasRMSprop ? [1, 1e-3, 1e-6, 1e-8] : [1])('follows Keras’ formula, gradients near %f', (magnitude) => {
    const initial = [0.5, -1, 2]
    const program = new Program()
    const weights = program.variable('weights', float32([3], initial))
    const optimizer = create(program, [weights])
    const update = program.function('update', { ...schedule, gradient: { dtype: 'float32', shape: [3] } }, ({ gradient, ...rest }) => {
      optimizer.apply(new Map([[weights, gradient]]), rest)
      return { weights: weights.read() }
    })
    const expected = [...initial]
    const formulas = initial.map(() => formula())
    for (let step = 0; step < 30; step++) {
      const learningRate = 0.01 / (1 + step / 10)
      const gradient = initial.map((_, index) => Math.fround(magnitude * Math.sin(step * (index + 1) + 1)))
      formulas.forEach((next, index) => (expected[index] = next(expected[index] ?? NaN, gradient[index] ?? NaN, learningRate, step)))
      const { data } = update.call({ gradient: float32([3], gradient), learningRate: float32([], [learningRate]), step: int32([], [step]) }).weights
      expected.forEach((value, index) => expect(Math.abs((data[index] ?? NaN) - value)).toBeLessThan(3e-6))
    }
    // The weights have moved by more than the tolerance, else the above shows nothing.
    const moved = Math.max(...expected.map((value, index) => Math.abs(value - (initial[index] ?? NaN))))
    expect(moved).toBeGreaterThan(1e-3)
    program.dispose()
  })

  it('does the same traced as eager over 20 steps', () => {
    const [traced, eager] = (['graph', 'eager'] as const).map((execution) => trainNetwork(execution, create, 20))
    expect(traced?.losses).toHaveLength(20)
    expect(largestDifference(traced?.losses, eager?.losses)).toBeLessThan(1e-5)
    for (const [name, values] of traced?.state ?? []) expect(largestDifference(values, eager?.state.get(name)), name).toBeLessThan(1e-5)
  })

  it('gives the same bits on a second run', () => {
    expect(trainNetwork('graph', create, 5)).toEqual(trainNetwork('graph', create, 5))
  })
})

/** Largest difference relative to the largest value. */
function largestDifference(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  const [first, second] = [Array.from(a), Array.from(b)]
  const scale = Math.max(...second.map(Math.abs), 1e-30)
  return Math.max(...first.map((value, index) => Math.abs(value - (second[index] ?? NaN)))) / scale
}

/** Trains a network with every kind of layer, for some steps. */
function trainNetwork(execution: 'graph' | 'eager', create: Create, steps: number) {
  const program = new Program({ execution })
  const random = (size: number, phase: number) => Float32Array.from({ length: size }, (_, index) => Math.sin(phase + index * 1.7) / 2)
  const variable = (name: string, shape: number[], phase: number) =>
    program.variable(name, float32(shape, random(shape.reduce((product, size) => product * size, 1), phase)))
  const [kernel1, bias1, beta] = [variable('kernel1', [12, 16], 1), variable('bias1', [16], 2), variable('beta', [16], 3)]
  const [kernel2, bias2] = [variable('kernel2', [16, 12], 4), variable('bias2', [12], 5)]
  const gamma = program.variable('gamma', float32([16], new Float32Array(16).fill(1)))
  const averages = { mean: variable('mean', [16], 6), variance: program.variable('variance', float32([16], new Float32Array(16).fill(1))), momentum: 0.99 }
  const trained = [kernel1, bias1, beta, gamma, kernel2, bias2]
  const optimizer = create(program, trained)
  const inputs = { ...schedule, x: { dtype: 'float32', shape: [null, 12] }, key: { dtype: 'int32', shape: [2] } } as const
  const train = program.function('train', inputs, ({ x, key, ...rest }) => {
    const stream = new RandomStream(key)
    const { values, gradients } = valueAndGradients(trained, () => {
      const h = leakyRelu(biasAdd(matMul(x, kernel1.read()), bias1.read()), 0.3)
      const normalized = batchNormalizationTraining(h, gamma.read(), beta.read(), averages, 1e-3)
      const logits = biasAdd(matMul(dropout(normalized, 0.3, stream), kernel2.read()), bias2.read())
      return { loss: tf.div(sigmoidCrossEntropySum(logits, x), tf.scalar(8 * 12)) }
    })
    optimizer.apply(gradients, rest)
    return values
  })
  const losses = Array.from({ length: steps }, (_, step) => {
    const x = Float32Array.from({ length: 8 * 12 }, (_, index) => (Math.sin(step + index * 0.9) + 1) / 2)
    const fed = { x: float32([8, 12], x), key: int32([2], randomKey(3, step)), learningRate: float32([], [0.01]), step: int32([], [step]) }
    return train.call(fed).loss.data[0] ?? NaN
  })
  const state = [...trained, averages.mean, averages.variance, ...optimizer.slots]
  const values = program.read(state)
  program.dispose()
  return { losses, state: new Map(state.map(({ name }, index) => [name, values[index]?.data])) }
}
