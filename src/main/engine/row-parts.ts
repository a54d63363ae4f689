import { attributeType, type Attribute } from './attribute.ts'
import { dataTypeCode } from './dtype.ts'
import type { GraphNode } from './graph-def.ts'
import { leastElements, partBounds } from './parts.ts'

/** Shape of a tensor, and its type as TensorFlow numbers it (types.proto). */
export interface TensorType {
  shape: readonly number[]
  dtype: number
}

const elementwise = new Set([
  'Abs', 'AddV2', 'Cast', 'Exp', 'GreaterEqual', 'LeakyRelu', 'LeakyReluGrad', 'Log', 'Maximum', 'Minimum', 'Mul', 'Neg', 'RealDiv',
  'Relu', 'ReluGrad', 'Rsqrt', 'Sigmoid', 'SigmoidGrad', 'Sqrt', 'Square', 'Sub', 'Tanh',
])

/** What becomes of an operation: which inputs its parts share, and whether their results are rows or terms of a sum. */
interface Split {
  result: 'rows' | 'sum'
  shared: (input: TensorType, index: number) => boolean
}

/**
 * Computes a batch's rows in parts, side by side: every operation that treats rows alike becomes one operation for each
 * part, and one that sums over rows a sum of partial sums. Where an operation needs the batch as a whole (the statistics of
 * a batch normalisation), the parts are joined before it and taken apart after it, which costs nothing: slices of rows are
 * views. Nothing but the order of the sums over the batch changes.
 *
 * TensorFlow's own way to use two cores is to divide each operation between them, which costs waking and waiting each time
 * (docs/adr/0002). Two parts run from one batch normalisation to the next without.
 *
 * @param nodes a recorded step, in order
 * @param types output → its type, for every output that `nodes` name
 * @param rows length of a batch
 */
export function inRowParts(nodes: readonly GraphNode[], types: ReadonlyMap<string, TensorType>, rows: number): GraphNode[] {
  return new RowParts(types, rows).rewrite(nodes)
}

class RowParts {
  private readonly result: GraphNode[] = []
  private readonly byName = new Map<string, GraphNode>()
  /** Output that there is in parts only → its parts. */
  private readonly parts = new Map<string, string[]>()
  /** Slice that is one of the parts → that part. */
  private readonly aliases = new Map<string, string>()
  /** Output → slices of it, or the join of its parts, as far as they were needed. */
  private readonly slices = new Map<string, string[]>()
  private readonly joins = new Map<string, string>()
  private readonly bounds: readonly (readonly [start: number, count: number])[]

  constructor(
    private readonly types: ReadonlyMap<string, TensorType>,
    private readonly rows: number,
  ) {
    this.bounds = partBounds(rows)
  }

  rewrite(nodes: readonly GraphNode[]): GraphNode[] {
    for (const node of nodes) {
      this.byName.set(node.name, node)
      const part = this.partAsked(node)
      const split = this.splitOf(node)
      if (part !== undefined) this.aliases.set(node.name, part)
      else if (split === undefined) this.result.push({ ...node, inputs: [...dataInputs(node).map((input) => this.whole(input)), ...this.controlInputs(node)] })
      else this.divide(node, split)
    }
    return this.result
  }

  private divide(node: GraphNode, { result, shared }: Split): void {
    const control = this.controlInputs(node)
    const inputs = dataInputs(node).map((input, index) => {
      return shared(this.typeOf(input), index) ? this.bounds.map(() => this.whole(input)) : this.partsOf(input)
    })
    const names = this.bounds.map((_, part) => {
      const name = `${node.name}/part_${part}`
      this.result.push({ ...node, name, inputs: [...inputs.map((ofParts) => ofParts[part] ?? ''), ...control] })
      return name
    })
    if (result === 'rows') this.parts.set(node.name, names)
    else this.result.push({ name: node.name, op: 'AddN', inputs: names, attributes: [count(names.length), typeOf('T', this.typeOf(node.name).dtype)] })
  }

  /** Whether and how an operation is divided. That it may be is a matter of what it computes, not of what its rows mean. */
  private splitOf(node: GraphNode): Split | undefined {
    const inputs = dataInputs(node)
    const types = inputs.map((input) => this.types.get(input))
    const output = this.types.get(node.name)
    if (output === undefined) return undefined
    const isBatch = (type: TensorType | undefined) => type?.shape[0] === this.rows
    const batches = [output, ...types].filter((type) => type !== undefined).filter(isBatch)
    if (Math.max(0, ...batches.map(size)) < leastElements) return undefined
    const rowsOut = isBatch(output) && output.shape.length === 2
    const rowsIn = isBatch(types[0]) && types[0]?.shape.length === 2

    if (elementwise.has(node.op)) {
      return rowsOut ? { result: 'rows', shared: ({ shape }) => shape.length < 2 || shape[0] === 1 } : undefined
    }
    switch (node.op) {
      case 'ResourceGather':
        return rowsOut ? { result: 'rows', shared: (_, index) => index === 0 } : undefined
      case 'BiasAdd':
        return rowsOut ? { result: 'rows', shared: (_, index) => index === 1 } : undefined
      case 'MatMul':
      case 'BatchMatMulV2':
        return rowsOut && !flag(node, 'transpose_a') && !flag(node, 'adj_x') && types[1]?.shape.length === 2 ? { result: 'rows', shared: (_, index) => index === 1 } : undefined
      case 'Sum':
        return rowsIn && this.integers(inputs[1]).includes(0) ? { result: 'sum', shared: (_, index) => index === 1 } : undefined
      default:
        return undefined
    }
  }

  /** The part that a slice asks for, when there are parts of what it slices. */
  private partAsked(node: GraphNode): string | undefined {
    if (node.op !== 'Slice') return undefined
    const [input = '', begin, extent] = dataInputs(node)
    const [[start, ...others], [height]] = [this.integers(begin), this.integers(extent)]
    const index = this.bounds.findIndex((bounds) => bounds[0] === start && bounds[1] === height)
    const wholeRows = others.every((first) => first === 0) && this.types.get(node.name)?.shape.slice(1).join() === this.typeOf(input).shape.slice(1).join()
    return wholeRows ? this.parts.get(input)?.[index] : undefined
  }

  /** An output as a whole: itself, or its parts joined. */
  private whole(output: string): string {
    const alias = this.aliases.get(output)
    if (alias !== undefined) return alias
    const parts = this.parts.get(output)
    if (parts === undefined) return output
    const known = this.joins.get(output)
    if (known !== undefined) return known
    const name = `${output}/joined`
    const axis = this.constant(`${name}/axis`, [], [0])
    const attributes = [count(parts.length), typeOf('T', this.typeOf(output).dtype), typeOf('Tidx', dataTypeCode.int32)]
    this.result.push({ name, op: 'ConcatV2', inputs: [...parts, axis], attributes })
    this.joins.set(output, name)
    return name
  }

  /** An output in parts: those it was made in, or slices of it. */
  private partsOf(output: string): string[] {
    const known = this.parts.get(output) ?? this.slices.get(output)
    if (known !== undefined) return known
    const { shape, dtype } = this.typeOf(output)
    const [, ...row] = shape
    const slices = this.bounds.map(([start, height], part) => {
      const name = `${output.replace(':', '_')}/rows_${part}`
      const begin = this.constant(`${name}/begin`, [shape.length], [start, ...row.map(() => 0)])
      const extent = this.constant(`${name}/size`, [shape.length], [height, ...row])
      this.result.push({ name, op: 'Slice', inputs: [output, begin, extent], attributes: [typeOf('T', dtype), typeOf('Index', dataTypeCode.int32)] })
      return name
    })
    this.slices.set(output, slices)
    return slices
  }

  private constant(name: string, shape: readonly number[], values: readonly number[]): string {
    const content = new Uint8Array(Int32Array.from(values).buffer)
    const constant = { dtype: dataTypeCode.int32, shape, content }
    this.result.push({ name, op: 'Const', inputs: [], attributes: [typeOf('dtype', dataTypeCode.int32)], constant })
    return name
  }

  /** What has to be done before `node`, a divided operation being done when all of its parts are. */
  private controlInputs({ inputs }: GraphNode): string[] {
    return inputs.filter(isControl).flatMap((input) => this.parts.get(input.slice(1))?.map((part) => `^${part}`) ?? [input])
  }

  private typeOf(output: string): TensorType {
    const type = this.types.get(output)
    // Resources have none, and are only ever shared.
    return type ?? { shape: [], dtype: 0 }
  }

  /** What an int32 constant holds; nothing for anything else. */
  private integers(output: string | undefined): number[] {
    const constant = output === undefined ? undefined : this.byName.get(output)?.constant
    return constant === undefined ? [] : [...new Int32Array(constant.content.slice().buffer)]
  }
}

const isControl = (input: string) => input.startsWith('^')
const dataInputs = ({ inputs }: GraphNode) => inputs.filter((input) => !isControl(input))
const size = ({ shape }: TensorType) => shape.reduce((product, length) => product * length, 1)
const flag = ({ attributes }: GraphNode, name: string) => attributes.some((attribute) => attribute.name === name && attribute.value === true)
const typeOf = (name: string, dtype: number): Attribute => ({ name, type: attributeType.type, value: dtype })
const count = (value: number): Attribute => ({ name: 'N', type: attributeType.int, value })
