import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attributeType, boolAttribute, typeAttribute, type Attribute } from '../../../src/main/engine/attribute.ts'
import { dataTypeCode } from '../../../src/main/engine/dtype.ts'
import type { GraphNode } from '../../../src/main/engine/graph-def.ts'
import { GraphSession } from '../../../src/main/engine/graph-session.ts'
import { binding } from '../../../src/main/engine/native/binding.ts'
import { messageOf } from './support/message-of.ts'
import { openLedger } from './support/native-ledger.ts'

const { float32, int32, uint8, bool } = dataTypeCode
const { createTensor, deleteTensor, executeOp, tensorDataSync } = binding

let ledger: ReturnType<typeof openLedger>
beforeEach(() => {
  ledger = openLedger()
})
afterEach(() => {
  const left = ledger.left()
  ledger.close()
  expect(left).toEqual([])
})

/** Runs `body` with tensors of these values, and deletes them. */
function withTensors<Result>(values: readonly [shape: number[], values: Float32Array][], body: (...ids: number[]) => Result): Result {
  const ids = values.map(([shape, array]) => createTensor(shape, float32, array))
  try {
    return body(...ids)
  } finally {
    ids.forEach(deleteTensor)
  }
}

describe('a native tensor', () => {
  it.each([
    ['float32', float32, Float32Array.of(1.5, -2)],
    ['int32', int32, Int32Array.of(7, -8)],
    ['uint8', uint8, Uint8Array.of(0, 255)],
    ['bool', bool, Uint8Array.of(1, 0)],
    ['a part of an array', float32, Float32Array.of(9, 9, 1, 2).subarray(2)],
  ])('gives back what was put in: %s', (_, dtype, values) => {
    const id = createTensor([2], dtype, values)
    expect(tensorDataSync(id)).toEqual(values)
    deleteTensor(id)
  })

  it('is a copy, on the way in and on the way out', () => {
    const values = Float32Array.of(1, 2)
    const id = createTensor([2], float32, values)
    values.fill(0)
    tensorDataSync(id).fill(3)
    expect(tensorDataSync(id)).toEqual(Float32Array.of(1, 2))
    deleteTensor(id)
  })

  it('may be empty', () => {
    const id = createTensor([0, 3], float32, new Float32Array())
    expect(tensorDataSync(id)).toEqual(new Float32Array())
    deleteTensor(id)
  })

  it('is refused where values, type and shape do not agree, and once it is deleted', () => {
    expect(messageOf(() => createTensor([3], float32, Float32Array.of(1)))).toBe(
      'A tensor of type 1 and shape [3] cannot be made of 4 bytes of a Float32Array.',
    )
    expect(messageOf(() => createTensor([1], float32, Int32Array.of(1)))).toMatch(/cannot be made of 4 bytes of a Int32Array/)
    expect(messageOf(() => createTensor([1], dataTypeCode.string, ['text']))).toMatch(/cannot be made of something else/)
    const id = createTensor([], float32, Float32Array.of(1))
    deleteTensor(id)
    expect(messageOf(() => tensorDataSync(id))).toBe(`There is no native tensor ${id}: it was deleted.`)
  })
})

describe('an operation', () => {
  const product: Attribute[] = [boolAttribute('transpose_a', false), boolAttribute('transpose_b', false), typeAttribute('T', 'float32')]

  it('runs by its name, with attributes of every kind', () => {
    const outputs = withTensors([[[1, 4, 4, 1], Float32Array.from({ length: 16 }, (_, index) => index)]], (image) =>
      executeOp(
        'MaxPool',
        [
          typeAttribute('T', 'float32'),
          { name: 'ksize', type: attributeType.int, value: [1, 2, 2, 1] },
          { name: 'strides', type: attributeType.int, value: [1, 2, 2, 1] },
          { name: 'padding', type: attributeType.string, value: 'VALID' },
        ],
        [image],
        1,
      ),
    )
    expect(outputs).toMatchObject([{ shape: [1, 2, 2, 1], dtype: float32 }])
    expect(outputs.map(({ id }) => tensorDataSync(id))).toEqual([Float32Array.of(5, 7, 13, 15)])
    outputs.forEach(({ id }) => deleteTensor(id))
  })

  it('that fails is named, with TensorFlow’s reason; the next one runs', () => {
    const multiply = (rows: number) =>
      withTensors([[[2, 3], new Float32Array(6)], [[rows, 6 / rows], new Float32Array(6)]], (a, b) => executeOp('MatMul', product, [a, b], 1))
    expect(messageOf(() => multiply(2))).toMatch(/^MatMul failed: .*Matrix size-incompatible: In\[0\]: \[2,3\], In\[1\]: \[2,3\]/)
    const [output] = multiply(3)
    expect(output?.shape).toEqual([2, 2])
    deleteTensor(output?.id ?? -1)
  })

  it('that there is not, or that has no such attribute, is named', () => {
    expect(messageOf(() => executeOp('NoSuchOp', [], [], 1))).toMatch(/^NoSuchOp failed: .*NoSuchOp/)
    expect(messageOf(() => executeOp('MatMul', [{ name: 'odd', type: 99, value: 1 }], [], 1))).toBe('MatMul has no attribute like “odd”: its type is 99.')
  })
})

describe('a graph', () => {
  const placeholder = (name: string): GraphNode => ({ name, op: 'Placeholder', inputs: [], attributes: [typeAttribute('dtype', 'float32')] })
  const product = (inputs: string[]): GraphNode => ({ name: 'scope/product', op: 'MatMul', inputs, attributes: [typeAttribute('T', 'float32')] })

  it('takes tensors by address and gives them by address: a run copies nothing', () => {
    const session = new GraphSession([placeholder('x'), { name: 'y', op: 'Identity', inputs: ['x'], attributes: [typeAttribute('T', 'float32')] }])
    withTensors([[[2], Float32Array.of(1, 2)]], (x) => {
      const [y = -1] = session.run(new Map([['x', x]]), ['y'])
      expect(tensorDataSync(y)).toEqual(Float32Array.of(1, 2))
      deleteTensor(y)
    })
    expect(session.run(new Map(), [])).toEqual([])
    session.dispose()
  })

  it('that TensorFlow does not take leaves nothing behind, and its reason is told', () => {
    expect(messageOf(() => new GraphSession([product(['x', 'x'])]))).toMatch(/^Loading a graph failed: .*scope\/product/)
    expect(messageOf(() => new GraphSession([{ ...placeholder('x'), op: 'NoSuchOp' }]))).toMatch(/^Loading a graph failed: .*NoSuchOp/)
  })

  it('that fails while it runs names the node, with TensorFlow’s reason; the next run is none the worse', () => {
    const session = new GraphSession([placeholder('a'), placeholder('b'), product(['a', 'b'])])
    const run = (rows: number) =>
      withTensors([[[2, 3], new Float32Array(6)], [[rows, 6 / rows], new Float32Array(6)]], (a, b) => session.run(new Map([['a', a], ['b', b]]), ['scope/product']))
    expect(messageOf(() => run(2))).toMatch(/^Running “scope\/product” failed: .*Matrix size-incompatible[^]*scope\/product/)
    run(3).forEach(deleteTensor)
    expect(messageOf(() => session.run(new Map(), ['elsewhere']))).toBe('The graph has no node “elsewhere”.')
    session.dispose()
  })
})
