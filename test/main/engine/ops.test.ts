import { afterEach, describe, expect, it } from 'vitest'
import {
  batchNormalizationInference,
  batchNormalizationTraining,
  dropout,
  float32,
  int32,
  leakyRelu,
  Program,
  randomKey,
  RandomStream,
  sigmoidCrossEntropySum,
  tf,
} from '../../../src/main/engine/index.ts'

let program = new Program()
afterEach(() => {
  program.dispose()
  program = new Program()
})

const count = 5
const x = Float32Array.from({ length: count * 2 }, (_, index) => Math.sin(index) * 3 + (index % 2) * 10)
const column = (channel: number) => Array.from({ length: count }, (_, row) => x[row * 2 + channel] ?? NaN)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const biasedVariance = (values: number[]) => mean(values.map((value) => (value - mean(values)) ** 2))

describe('batch normalisation', () => {
  const gamma = [1.5, 0.5]
  const beta = [0.25, -1]
  const epsilon = 1e-3
  const input = { x: { dtype: 'float32', shape: [count, 2] } } as const

  function averages() {
    const mean = program.variable('mean', float32([2], [4, 4]))
    const variance = program.variable('variance', float32([2], [9, 9]))
    return { mean, variance, momentum: 0.99 }
  }

  it('normalises a training batch by its own mean and biased variance', () => {
    const moving = averages()
    const step = program.function('step', input, ({ x }) => ({
      y: batchNormalizationTraining(x, tf.tensor1d(gamma), tf.tensor1d(beta), moving, epsilon),
    }))
    const y = step.call({ x: float32([count, 2], x) }).y.data
    for (const channel of [0, 1]) {
      const values = column(channel)
      values.forEach((value, row) => {
        const normalized = (value - mean(values)) / Math.sqrt(biasedVariance(values) + epsilon)
        expect(y[row * 2 + channel]).toBeCloseTo((gamma[channel] ?? NaN) * normalized + (beta[channel] ?? NaN), 4)
      })
    }
  })

  it('moves the averages as Keras does, with the biased variance', () => {
    const moving = averages()
    const step = program.function('step', input, ({ x }) => ({
      y: batchNormalizationTraining(x, tf.tensor1d(gamma), tf.tensor1d(beta), moving, epsilon),
    }))
    step.call({ x: float32([count, 2], x) })
    const [movingMean, movingVariance] = program.read([moving.mean, moving.variance])
    for (const channel of [0, 1]) {
      expect(movingMean?.data[channel]).toBeCloseTo(4 * 0.99 + mean(column(channel)) * 0.01, 5)
      expect(movingVariance?.data[channel]).toBeCloseTo(9 * 0.99 + biasedVariance(column(channel)) * 0.01, 5)
    }
  })

  it('normalises by the averages in inference, and leaves them', () => {
    const moving = averages()
    const step = program.function('step', input, ({ x }) => ({
      y: batchNormalizationInference(x, tf.tensor1d(gamma), tf.tensor1d(beta), moving, epsilon),
    }))
    const y = step.call({ x: float32([count, 2], x) }).y.data
    x.forEach((value, index) => {
      const channel = index % 2
      const expected = ((gamma[channel] ?? NaN) * (value - 4)) / Math.sqrt(9 + epsilon) + (beta[channel] ?? NaN)
      expect(y[index]).toBeCloseTo(expected, 4)
    })
    expect(program.read([moving.mean, moving.variance])).toEqual([float32([2], [4, 4]), float32([2], [9, 9])])
  })
})

describe('dropout', () => {
  const size = 30_000
  const drop = (rate: number) => {
    const step = program.function(`drop ${rate}`.replace(' ', '_'), { key: { dtype: 'int32', shape: [2] } }, ({ key }) => ({
      y: dropout(tf.fill([size], 2), rate, new RandomStream(key)),
    }))
    return Array.from(step.call({ key: int32([2], randomKey(1)) }).y.data)
  }

  it('drops its share, and scales the rest so that the mean stays', () => {
    const y = drop(0.3)
    const kept = y.filter((value) => value !== 0)
    expect(Math.abs(1 - kept.length / size - 0.3)).toBeLessThan(0.01)
    for (const value of kept) expect(value).toBeCloseTo(2 / 0.7, 4)
  })

  it('at rate zero lets everything through', () => {
    expect(new Set(drop(0))).toEqual(new Set([2]))
  })
})

describe('sigmoidCrossEntropySum', () => {
  it('agrees with the definition, and stays finite where that does not', () => {
    const logits = [-1000, -60, -3, -0.5, 0, 0.1, 2, 40, 1000]
    const targets = [0, 0.2, 1, 0.5, 0.3, 0, 0.9, 1, 0.5]
    const step = program.function('step', { l: { dtype: 'float32', shape: [null] }, t: { dtype: 'float32', shape: [null] } }, ({ l, t }) => ({
      sum: sigmoidCrossEntropySum(l, t),
    }))
    logits.forEach((logit, index) => {
      const target = targets[index] ?? NaN
      const expected = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - logit * target
      const { sum } = step.call({ l: float32([1], [logit]), t: float32([1], [target]) })
      expect(sum.data[0]).toBeCloseTo(expected, 4)
    })
  })
})

describe('leakyRelu', () => {
  it('scales the negative side', () => {
    const step = program.function('step', { x: { dtype: 'float32', shape: [3] } }, ({ x }) => ({ y: leakyRelu(x, 0.25) }))
    expect(step.call({ x: float32([3], [-4, 0, 2]) }).y).toEqual(float32([3], [-1, 0, 2]))
  })
})
