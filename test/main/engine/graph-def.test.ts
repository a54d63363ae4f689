import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { attributeType } from '../../../src/main/engine/attribute.ts'
import type { GraphNode } from '../../../src/main/engine/graph-def.ts'
import { isRecordable, serializeGraph } from '../../../src/main/engine/graph-def.ts'

/** The classes that protoc made of TensorFlow's own .proto files: an independent reader. Bytes come out in base64. */
interface Messages {
  GraphDef: { deserializeBinary(bytes: Uint8Array): { toObject(): GraphObject } }
}
interface AttributeObject {
  s: string
  i: number
  f: number
  b: boolean
  type: number
  list?: { iList: number[]; fList: number[]; bList: boolean[] }
  shape?: { dimList: { size: number }[] }
  tensor?: { dtype: number; tensorShape: { dimList: { size: number }[] }; tensorContent: string }
}
interface NodeObject {
  name: string
  op: string
  inputList: string[]
  attrMap: [string, AttributeObject][]
}
interface GraphObject {
  nodeList: NodeObject[]
  versions: { producer: number; minConsumer: number }
}

const messages = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb.js') as Messages

function read(nodes: readonly GraphNode[]) {
  const graph = messages.GraphDef.deserializeBinary(serializeGraph(nodes)).toObject()
  const attributes = new Map(graph.nodeList.flatMap(({ attrMap }) => attrMap))
  return { graph, node: graph.nodeList[0], attribute: (name: string) => attributes.get(name) }
}

describe('serializeGraph', () => {
  it('writes the versions of the format', () => {
    expect(read([]).graph.versions).toMatchObject({ producer: 1087, minConsumer: 12 })
  })

  it('writes names, operations, inputs and every type of attribute', () => {
    const { node, attribute } = read([
      {
        name: 'scope/node',
        op: 'SomeOp',
        inputs: ['a', 'b:1', '^c'],
        attributes: [
          { name: 'string', type: attributeType.string, value: 'NHWC' },
          { name: 'int', type: attributeType.int, value: -3 },
          { name: 'float', type: attributeType.float, value: 0.25 },
          { name: 'bool', type: attributeType.bool, value: true },
          { name: 'type', type: attributeType.type, value: 4 },
          { name: 'shape', type: attributeType.shape, value: [60_000, 784] },
          { name: 'scalar', type: attributeType.shape, value: [] },
          { name: 'ints', type: attributeType.int, value: [1, -2, 300] },
          { name: 'floats', type: attributeType.float, value: [0.5, 2] },
          { name: 'bools', type: attributeType.bool, value: [false, true] },
          { name: 'none', type: attributeType.int, value: [] },
        ],
      },
    ])
    expect(node).toMatchObject({ name: 'scope/node', op: 'SomeOp', inputList: ['a', 'b:1', '^c'] })
    expect(attribute('string')?.s).toBe(Buffer.from('NHWC').toString('base64'))
    expect(attribute('int')?.i).toBe(-3)
    expect(attribute('float')?.f).toBe(0.25)
    expect(attribute('bool')?.b).toBe(true)
    expect(attribute('type')?.type).toBe(4)
    expect(attribute('shape')?.shape?.dimList).toMatchObject([{ size: 60_000 }, { size: 784 }])
    expect(attribute('scalar')?.shape?.dimList).toEqual([])
    expect(attribute('ints')?.list?.iList).toEqual([1, -2, 300])
    expect(attribute('floats')?.list?.fList).toEqual([0.5, 2])
    expect(attribute('bools')?.list?.bList).toEqual([false, true])
    expect(attribute('none')?.list?.iList).toEqual([])
  })

  it('writes the value of a constant', () => {
    const content = new Uint8Array(Float32Array.of(1.5, -2).buffer)
    const { attribute } = read([{ name: 'c', op: 'Const', inputs: [], attributes: [], constant: { dtype: 1, shape: [2], content } }])
    expect(attribute('value')?.tensor).toMatchObject({
      dtype: 1,
      tensorShape: { dimList: [{ size: 2 }] },
      tensorContent: Buffer.from(content).toString('base64'),
    })
  })
})

describe('isRecordable', () => {
  it('takes what the format can hold, and nothing else', () => {
    expect(isRecordable({ name: 'a', type: attributeType.int, value: [1, 2] })).toBe(true)
    expect(isRecordable({ name: 'a', type: attributeType.shape, value: [2] })).toBe(true)
    expect(isRecordable({ name: 'a', type: attributeType.int, value: 'one' })).toBe(false)
    expect(isRecordable({ name: 'a', type: attributeType.shape, value: 3 })).toBe(false)
    expect(isRecordable({ name: 'a', type: 99, value: 1 })).toBe(false)
  })
})
