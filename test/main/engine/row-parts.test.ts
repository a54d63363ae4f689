import { afterEach, describe, expect, it } from 'vitest'
import {
  batchNormalizationInference,
  batchNormalizationTraining,
  biasAdd,
  castBytes,
  dropout,
  float32,
  int32,
  leakyRelu,
  matMul,
  Program,
  randomKey,
  RandomStream,
  relu,
  sigmoid,
  sigmoidCrossEntropySum,
  tf,
  uint8,
  valueAndGradients,
} from '../../../src/main/engine/index.ts'
import type { GraphNode } from '../../../src/main/engine/graph-def.ts'
import { inRowParts, type TensorType } from '../../../src/main/engine/row-parts.ts'

const [float, integer] = [1, 3]
const wave = (size: number, phase: number) => Float32Array.from({ length: size }, (_, index) => Math.sin(phase + 1.7 * index))
const node = (name: string, op: string, inputs: string[] = [], attributes: GraphNode['attributes'] = []): GraphNode => ({ name, op, inputs, attributes })
const inputsOf = (nodes: readonly GraphNode[], name: string) => nodes.find((each) => each.name === name)?.inputs

describe('the number of parts', () => {
  const gradientOf = (rowParts: number, execution: 'graph' | 'eager') => {
    const program = new Program({ execution, rowParts })
    const kernel = program.variable('kernel', float32([64, 64], Float32Array.from({ length: 64 * 64 }, (_, index) => Math.sin(index))))
    const x = float32([301, 64], Float32Array.from({ length: 301 * 64 }, (_, index) => Math.cos(index * 7)))
    const step = program.function('step', { x: { dtype: 'float32', shape: [null, 64] } }, ({ x }) => {
      const { gradients } = valueAndGradients([kernel], () => ({ loss: tf.sum(tf.square(matMul(x, kernel.read()))).asScalar() }))
      return { gradient: gradients.get(kernel) ?? tf.scalar(NaN) }
    })
    const { data } = step.call({ x }).gradient
    program.dispose()
    return data
  }

  it('is the program’s: eager and traced take the same, and another number rounds in another way', () => {
    for (const rowParts of [1, 2, 3, 7]) {
      const [traced, eager] = [gradientOf(rowParts, 'graph'), gradientOf(rowParts, 'eager')]
      const scale = Math.max(...traced)
      expect(Math.max(...traced.map((value, index) => Math.abs(value - (eager[index] ?? NaN)) / scale)), String(rowParts)).toBeLessThan(1e-5)
    }
    expect(gradientOf(2, 'graph')).toEqual(gradientOf(2, 'graph'))
    expect(gradientOf(3, 'graph')).not.toEqual(gradientOf(2, 'graph'))
  })
})

describe('inRowParts', () => {
  const types = new Map<string, TensorType>([
    ['x', { shape: [500, 784], dtype: float }],
    ['kernel', { shape: [784, 256], dtype: float }],
    ['product', { shape: [500, 256], dtype: float }],
    ['active', { shape: [500, 256], dtype: float }],
    ['image', { shape: [500, 1, 1, 256], dtype: float }],
    ['rows', { shape: [500], dtype: integer }],
  ])

  it('divides what treats rows alike, and hands the parts on', () => {
    const nodes = inRowParts([node('product', 'MatMul', ['x', 'kernel']), node('active', 'Relu', ['product'])], types, 500)
    expect(inputsOf(nodes, 'product/part_0')).toEqual(['x/rows_0', 'kernel'])
    expect(inputsOf(nodes, 'product/part_1')).toEqual(['x/rows_1', 'kernel'])
    expect(inputsOf(nodes, 'active/part_1')).toEqual(['product/part_1'])
    expect(nodes.map(({ name }) => name)).not.toContain('product')
    expect(nodes.map(({ op }) => op)).not.toContain('ConcatV2')
  })

  it('joins the parts, once, for what needs the whole batch', () => {
    const relu = node('active', 'Relu', ['product'])
    const nodes = inRowParts([relu, node('image', 'Reshape', ['active', 'shape']), node('out', 'Identity', ['active'])], types, 500)
    expect(inputsOf(nodes, 'image')).toEqual(['active/joined', 'shape'])
    expect(inputsOf(nodes, 'out')).toEqual(['active/joined'])
    expect(nodes.filter(({ op }) => op === 'ConcatV2')).toHaveLength(1)
  })

  it('makes every part wait for what the operation waited for, and waits for every part', () => {
    types.set('picked', { shape: [500, 784], dtype: float })
    const nodes = inRowParts([node('picked', 'ResourceGather', ['images', 'rows', '^before']), node('write', 'AssignVariableOp', ['images', 'x', '^picked'])], types, 500)
    expect(inputsOf(nodes, 'picked/part_0')).toEqual(['images', 'rows/rows_0', '^before'])
    expect(inputsOf(nodes, 'write')).toEqual(['images', 'x', '^picked/part_0', '^picked/part_1'])
  })

  it('leaves alone what is small, and what has another length', () => {
    const small = new Map<string, TensorType>([['a', { shape: [500, 2], dtype: float }], ['b', { shape: [400, 300], dtype: float }]])
    const nodes = [node('a', 'Relu', ['a0']), node('b', 'Relu', ['b0'])]
    expect(inRowParts(nodes, small, 500)).toEqual(nodes)
  })
})

describe.each([500, 333])('a step on a batch of %d in parts', (rows) => {
  const programs: Program[] = []
  afterEach(() => programs.splice(0).forEach((program) => program.dispose()))

  /** Everything that can be divided, and what cannot in between, with all gradients. */
  function run(execution: 'graph' | 'eager') {
    const program = new Program({ execution })
    programs.push(program)
    const [inputs, units] = [160, 96]
    const images = program.variable('images', uint8([1000, inputs], Uint8Array.from({ length: 1000 * inputs }, (_, index) => (index * 37) % 256)))
    const kernel = program.variable('kernel', float32([inputs, units], wave(inputs * units, 1).map((value) => value / 8)))
    const back = program.variable('back', float32([units, inputs], wave(inputs * units, 2).map((value) => value / 8)))
    const [bias, gamma, beta, mean] = ['bias', 'gamma', 'beta', 'mean'].map((name, phase) => program.variable(name, float32([units], wave(units, phase)))) as [never, never, never, never]
    const variance = program.variable('variance', float32([units], wave(units, 5).map((value) => 2 + value)))
    const trained = [kernel, back, bias, gamma, beta]
    const step = program.function('step', { indices: { dtype: 'int32', shape: [null] }, key: { dtype: 'int32', shape: [2] } }, ({ indices, key }) => {
      const x = tf.mul(castBytes(images.gather(indices), 'float32'), tf.scalar(1 / 255))
      const { values, gradients } = valueAndGradients(trained, () => {
        const averages = { mean, variance, momentum: 0.9 }
        const [g, b] = [(gamma as typeof kernel).read(), (beta as typeof kernel).read()]
        const first = relu(biasAdd(matMul(x, kernel.read()), (bias as typeof kernel).read()))
        const normal = dropout(batchNormalizationTraining(first, g, b, averages, 1e-3), 0.3, new RandomStream(key))
        const second = leakyRelu(batchNormalizationInference(normal, g, b, averages, 1e-3), 0.3)
        const logits = matMul(second, back.read())
        const loss = tf.div(sigmoidCrossEntropySum(logits, x), tf.scalar(rows))
        return { loss, probabilities: sigmoid(logits), columns: tf.sum(second, 0) }
      })
      return { ...values, ...Object.fromEntries([...gradients].map(([{ name }, gradient]) => [`by_${name}`, gradient])), mean: (mean as typeof kernel).read() }
    })
    return step.call({ indices: int32([rows], Int32Array.from({ length: rows }, (_, index) => (index * 7) % 1000)), key: int32([2], randomKey(3)) })
  }

  it('gives what it gives as a whole, operation by operation', () => {
    const [graph, eager] = [run('graph'), run('eager')]
    expect(Object.keys(graph)).toEqual(Object.keys(eager))
    for (const [name, { shape, data }] of Object.entries(eager)) {
      const value = graph[name as keyof typeof graph]
      expect(value.shape).toEqual(shape)
      const scale = Math.max(...Array.from(data, Math.abs))
      const worst = Math.max(...Array.from(data, (each, index) => Math.abs(each - (value.data[index] ?? NaN))))
      expect(worst / scale, name).toBeLessThan(1e-5)
    }
  })

  it('gives the same bits each time', () => {
    expect(run('graph')).toEqual(run('graph'))
  })
})
