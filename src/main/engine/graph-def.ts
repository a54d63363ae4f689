import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Attribute } from './attribute.ts'
import { attributeType } from './attribute.ts'

/** A tensor as a graph holds it. `content` is row-major and little-endian. */
export interface ConstantTensor {
  dtype: number
  shape: readonly number[]
  content: Uint8Array
}

/** One operation in a graph. An input is `node`, `node:output` or, as a control dependency, `^node`. */
export interface GraphNode {
  name: string
  op: string
  inputs: readonly string[]
  attributes: readonly Attribute[]
  /** The value of a Const. */
  constant?: ConstantTensor
}

/** The graph format that TensorFlow 2.9, and every later one, reads (versions.proto). */
const producerVersion = 1087
const minimumConsumerVersion = 12

function message(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork()
  write()
  writer.join()
}

function writeShape(writer: BinaryWriter, shape: readonly number[]): void {
  for (const size of shape) message(writer, 2, () => writer.tag(1, WireType.Varint).int64(size))
}

function writeConstant(writer: BinaryWriter, { dtype, shape, content }: ConstantTensor): void {
  message(writer, 8, () => {
    writer.tag(1, WireType.Varint).int32(dtype)
    message(writer, 2, () => writeShape(writer, shape))
    writer.tag(4, WireType.LengthDelimited).bytes(content)
  })
}

/** The fields of AttrValue, and of its ListValue, by attribute type (attr_value.proto). */
const scalarWriters: Record<number, (writer: BinaryWriter, value: never) => void> = {
  [attributeType.string]: (writer, value: string) => writer.tag(2, WireType.LengthDelimited).string(value),
  [attributeType.int]: (writer, value: number) => writer.tag(3, WireType.Varint).int64(value),
  [attributeType.float]: (writer, value: number) => writer.tag(4, WireType.Bit32).float(value),
  [attributeType.bool]: (writer, value: boolean) => writer.tag(5, WireType.Varint).bool(value),
  [attributeType.type]: (writer, value: number) => writer.tag(6, WireType.Varint).int32(value),
}

const valueTypes: Record<number, string> = {
  [attributeType.string]: 'string',
  [attributeType.int]: 'number',
  [attributeType.float]: 'number',
  [attributeType.bool]: 'boolean',
  [attributeType.type]: 'number',
}

/** Whether an attribute can be written into a graph: a shape, a scalar, or a list of scalars of one of the types above. */
export function isRecordable({ type, value }: Attribute): boolean {
  if (type === attributeType.shape) return Array.isArray(value) && value.every((size) => typeof size === 'number')
  const wanted = valueTypes[type]
  return wanted !== undefined && (Array.isArray(value) ? value : [value]).every((element) => typeof element === wanted)
}

function writeAttribute(writer: BinaryWriter, { type, value }: Attribute): void {
  const write = scalarWriters[type] as (writer: BinaryWriter, value: unknown) => void
  if (type === attributeType.shape) message(writer, 7, () => writeShape(writer, value as readonly number[]))
  // The scalar fields of ListValue carry the same numbers, and a reader accepts them one by one or packed.
  else if (Array.isArray(value)) message(writer, 1, () => value.forEach((element) => write(writer, element)))
  else write(writer, value)
}

function writeMapEntry(writer: BinaryWriter, name: string, write: () => void): void {
  message(writer, 5, () => {
    writer.tag(1, WireType.LengthDelimited).string(name)
    message(writer, 2, write)
  })
}

function writeNode(writer: BinaryWriter, { name, op, inputs, attributes, constant }: GraphNode): void {
  writer.tag(1, WireType.LengthDelimited).string(name)
  writer.tag(2, WireType.LengthDelimited).string(op)
  for (const input of inputs) writer.tag(3, WireType.LengthDelimited).string(input)
  for (const attribute of attributes) writeMapEntry(writer, attribute.name, () => writeAttribute(writer, attribute))
  if (constant !== undefined) writeMapEntry(writer, 'value', () => writeConstant(writer, constant))
}

/** A GraphDef, in the formats of graph.proto and node_def.proto of TensorFlow. */
export function serializeGraph(nodes: Iterable<GraphNode>): Uint8Array {
  const writer = new BinaryWriter()
  for (const node of nodes) message(writer, 1, () => writeNode(writer, node))
  message(writer, 4, () => {
    writer.tag(1, WireType.Varint).int32(producerVersion)
    writer.tag(2, WireType.Varint).int32(minimumConsumerVersion)
  })
  return writer.finish()
}
