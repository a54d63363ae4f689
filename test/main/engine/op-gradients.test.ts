import { afterEach, describe, expect, it } from 'vitest'
import type { MovingAverages, Variable } from '../../../src/main/engine/index.ts'
import {
  batchNormalizationInference,
  batchNormalizationTraining,
  biasAdd,
  dropout,
  float32,
  int32,
  leakyRelu,
  matMul,
  Program,
  RandomStream,
  randomKey,
  relu,
  sigmoid,
  sigmoidCrossEntropySum,
  tf,
  valueAndGradients,
} from '../../../src/main/engine/index.ts'

type Forward = (inputs: [tf.Tensor, tf.Tensor, tf.Tensor], random: RandomStream, averages: MovingAverages) => tf.Tensor

/** Numbers spread over ±1.5, none of them near a kink at 0. */
const values = (shape: number[], phase: number) => {
  const size = shape.reduce((product, length) => product * length, 1)
  return Float32Array.from({ length: size }, (_, index) => {
    const value = 1.5 * Math.sin(phase + 2.3 * index)
    return Math.abs(value) < 0.1 ? 0.3 : value
  })
}

let program = new Program()
afterEach(() => {
  program.dispose()
  program = new Program()
})

/**
 * Compares the gradients of Σ weight · forward(inputs) with central differences, the weights being fixed numbers; a plain
 * sum would hide mistakes (the sum over a normalised batch is constant).
 */
function expectGradients(shapes: number[][], forward: Forward, execution: 'graph' | 'eager') {
  program.dispose()
  program = new Program({ execution })
  const inputs = shapes.map((shape, index) => program.variable(`input_${index}`, float32(shape, values(shape, index + 1))))
  const [mean, variance] = [[0.1, -0.2, 0.7], [0.5, 1, 2]].map((data, index) => program.variable(`average_${index}`, float32([3], data)))
  const averages = { mean, variance, momentum: 0.9 } as MovingAverages
  const key = { dtype: 'int32', shape: [2] } as const
  const fed = { key: int32([2], randomKey(7)) }
  const loss = (random: RandomStream, tensors: tf.Tensor[]) => {
    const y = forward(tensors as [tf.Tensor, tf.Tensor, tf.Tensor], random, averages)
    return tf.sum(tf.mul(y, tf.tensor(values(y.shape, 9), y.shape)))
  }
  const gradientStep = program.function('gradient', { key }, ({ key }) => {
    const { gradients } = valueAndGradients(inputs, () => ({ loss: loss(new RandomStream(key), inputs.map((input) => input.read())) }))
    return Object.fromEntries([...gradients].map(([{ name }, gradient]) => [name, gradient]))
  })
  const lossStep = program.function('loss', { key }, ({ key }) => ({ loss: loss(new RandomStream(key), inputs.map((input) => input.read())) }))
  const lossAt = (input: Variable, data: Float32Array) => {
    program.write(new Map([[input, float32(input.shape, data)]]))
    return lossStep.call(fed).loss.data[0] ?? NaN
  }

  const gradients = gradientStep.call(fed)
  for (const [index, input] of inputs.entries()) {
    const at = values(shapes[index] ?? [], index + 1)
    const delta = 1e-2
    const numerical = Array.from(at, (value, element) => {
      const up = lossAt(input, at.with(element, value + delta))
      const down = lossAt(input, at.with(element, value - delta))
      return (up - down) / (2 * delta)
    })
    lossAt(input, at)
    const analytical = Array.from(gradients[input.name]?.data ?? [])
    const scale = Math.max(...numerical.map(Math.abs))
    const worst = Math.max(...numerical.map((value, element) => Math.abs(value - (analytical[element] ?? NaN))))
    expect(worst / scale, `gradient by input ${index}`).toBeLessThan(2e-3)
  }
}

const targets = () => tf.tensor2d(Array.from(values([4, 3], 5), (value) => Math.abs(value) / 2), [4, 3])

const operations: [string, number[][], Forward][] = [
  ['matMul', [[4, 3], [3, 5]], ([a, b]) => matMul(a, b)],
  ['biasAdd', [[4, 3], [3]], ([x, b]) => biasAdd(x, b)],
  ['relu', [[4, 3]], ([x]) => relu(x)],
  ['leakyRelu', [[4, 3]], ([x]) => leakyRelu(x, 0.3)],
  ['sigmoid', [[4, 3]], ([x]) => sigmoid(x)],
  ['sigmoidCrossEntropySum', [[4, 3]], ([x]) => sigmoidCrossEntropySum(x, targets())],
  ['dropout', [[4, 3]], ([x], random) => dropout(x, 0.4, random)],
  ['batchNormalizationTraining', [[6, 3], [3], [3]], ([x, ...rest], _, averages) => batchNormalizationTraining(x, ...rest, averages, 1e-3)],
  ['batchNormalizationInference', [[6, 3], [3], [3]], ([x, ...rest], _, averages) => batchNormalizationInference(x, ...rest, averages, 1e-3)],
]

describe.each(['graph', 'eager'] as const)('gradients by finite differences, %s', (execution) => {
  it.each(operations)('%s', (_, shapes, forward) => {
    expectGradients(shapes, forward, execution)
  })
})

// A few elements of each gradient against its definition, in JavaScript's own numbers.
describe('gradients of a matrix product, in each size that is computed another way', () => {
  it.each([[4, 3, 5], [300, 96, 80], [500, 784, 256]])('[%d, %d] · [%d]', (n, k, m) => {
    const [a, b] = [program.variable('a', float32([n, k], values([n, k], 1))), program.variable('b', float32([k, m], values([k, m], 2)))]
    const weight = values([n, m], 3)
    const step = program.function('step', {}, () => {
      const { gradients } = valueAndGradients([a, b], () => ({ loss: tf.sum(tf.mul(matMul(a.read(), b.read()), tf.tensor2d(weight, [n, m]))) }))
      return Object.fromEntries([...gradients].map(([{ name }, gradient]) => [name, gradient]))
    })
    const [da, db] = [step.call({}).a?.data ?? [], step.call({}).b?.data ?? []]
    const [left, right] = [values([n, k], 1), values([k, m], 2)]
    const at = (data: ArrayLike<number>, index: number) => data[index] ?? NaN
    const sum = (length: number, term: (index: number) => number) => Array.from({ length }, (_, index) => term(index)).reduce((x, y) => x + y, 0)
    for (const [row, column] of [[0, 0], [1, k - 1], [n - 1, k >> 1], [n - 1, k - 1]] as const) {
      expect(at(da, row * k + column)).toBeCloseTo(sum(m, (j) => at(weight, row * m + j) * at(right, column * m + j)), 2)
    }
    for (const [row, column] of [[0, 0], [1, m - 1], [k - 1, m >> 1], [k - 1, m - 1]] as const) {
      expect(at(db, row * m + column)).toBeCloseTo(sum(n, (i) => at(left, i * k + row) * at(weight, i * m + column)), 2)
    }
  })
})

describe('valueAndGradients', () => {
  it('gives the values beside the loss, and refuses a variable that the loss does not depend on', () => {
    const [a, b] = ['a', 'b'].map((name) => program.variable(name, float32([2], [2, 3]))) as [Variable, Variable]
    const step = program.function('step', {}, () => {
      const { values, gradients } = valueAndGradients([a], () => ({ loss: tf.sum(tf.square(a.read())), first: tf.mul(a.read(), tf.scalar(10)) }))
      return { ...values, gradient: gradients.get(a) ?? tf.scalar(NaN) }
    })
    const { loss, first, gradient } = step.call({})
    expect([loss, first, gradient].map(({ data }) => Array.from(data))).toEqual([[13], [20, 30], [4, 6]])
    const wrong = program.function('wrong', {}, () => valueAndGradients([a, b], () => ({ loss: tf.sum(a.read()) })).values)
    expect(() => wrong.call({})).toThrow(/gradient/)
  })
})
