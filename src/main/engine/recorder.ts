import type { Attribute } from './attribute.ts'
import type { Binding } from './native/binding.ts'
import type { TensorMetadata } from './native/tensors.ts'
import { attributeType, shapeAttribute, typeAttribute } from './attribute.ts'
import { nativeBackend } from './binding.ts'
import { ControlDependencies } from './control-dependencies.ts'
import type { DataType } from './dtype.ts'
import { dataTypeCode } from './dtype.ts'
import { callerLocation, TracingError } from './errors.ts'
import type { ConstantTensor, GraphNode } from './graph-def.ts'
import { isRecordable } from './graph-def.ts'
import type { TensorType } from './row-parts.ts'
import { inRowParts } from './row-parts.ts'

/** A larger constant is a mistake: a graph is parsed and optimised whole, and may not pass 2 GB. */
const largestConstantBytes = 1 << 20

let recording = false

/** Whether a step is being recorded now. */
export function isRecording(): boolean {
  return recording
}

/**
 * Records what a step does. tfjs-node runs every operation through one door, the binding's `executeOp`, with TensorFlow's
 * own names and attributes; while `record` runs, a stand-in holds that door. It executes each operation for real, so that
 * shapes are known, and writes a node of the graph beside it.
 */
export class Recorder {
  private readonly recorded: GraphNode[] = []
  /** The output of a node, as another node's input names it → its type. */
  private readonly types = new Map<string, TensorType>()
  /** Tensor id → the output of a node, as another node's input names it. */
  private readonly outputs = new Map<number, string>()
  /** Tensor id → what made it, in words. */
  private readonly origins = new Map<number, string>()
  private readonly constants = new Map<number, ConstantTensor>()
  private readonly order = new ControlDependencies()

  /**
   * @param scope prefix of the recorded nodes' names
   * @param variables resource handle → the node that stands for the variable
   */
  constructor(
    private readonly scope: string,
    private readonly variables: ReadonlyMap<number, string>,
  ) {}

  /**
   * What was recorded.
   * @param rows length of the batch that the step works on; null when it works on none
   */
  nodes(rows: number | null): GraphNode[] {
    return rows === null ? this.recorded : inRowParts(this.recorded, this.types, rows)
  }

  /** Declares a tensor to be fed; returns the name of the node to feed. */
  input(id: number, name: string, dtype: DataType, shape: readonly number[]): string {
    const node = `${this.scope}/inputs/${name}`
    this.recorded.push({ name: node, op: 'Placeholder', inputs: [], attributes: [typeAttribute('dtype', dtype), shapeAttribute('shape', shape)] })
    this.outputs.set(id, node)
    this.types.set(node, { shape, dtype: dataTypeCode[dtype] })
    this.origins.set(id, `the input “${name}”`)
    return node
  }

  /** Runs `step` and records its operations. Not to be nested. */
  record<T>(step: () => T): T {
    if (recording) throw new TracingError('A step cannot be traced while another one is.')
    const backend = nativeBackend()
    const native = backend.binding
    backend.binding = this.standIn(native)
    recording = true
    try {
      return step()
    } finally {
      recording = false
      backend.binding = native
    }
  }

  /** Declares a tensor to be fetched, after all effects of the step; returns the name of the node to fetch. */
  output(id: number, name: string, dtype: DataType): string {
    const node = `${this.scope}/outputs/${name}`
    const effects = this.order.effects.map((effect) => `^${effect}`)
    this.recorded.push({
      name: node,
      op: 'Identity',
      inputs: [this.reference(id, 'An output'), ...effects],
      attributes: [typeAttribute('T', dtype)],
    })
    return node
  }

  private standIn(native: Binding): Binding {
    const overrides: Partial<Binding> = {
      createTensor: (shape, dtype, values) => {
        const id = native.createTensor(shape, dtype, values)
        if (ArrayBuffer.isView(values)) this.constants.set(id, { dtype, shape, content: new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice() })
        return id
      },
      tensorDataSync: (id) => {
        throw new TracingError(
          `A traced step cannot read the value of ${this.origins.get(id) ?? 'a tensor'} (at ${callerLocation()}): it is ` +
            'recorded once, and its numbers exist only when the graph runs. Return the tensor as an output instead.',
        )
      },
      executeOp: (op, attributes, inputs, count) => this.executeOp(native, op, attributes, inputs, count),
    }
    return { ...native, ...overrides }
  }

  private executeOp(native: Binding, op: string, attributes: readonly Attribute[], ids: readonly number[], count: number): TensorMetadata[] {
    for (const attribute of attributes) {
      if (!isRecordable(attribute)) {
        throw new TracingError(`The attribute “${attribute.name}” of ${op} cannot be recorded in a graph (at ${callerLocation()}).`)
      }
    }
    const inputs = ids.map((id) => this.reference(id, op))
    const outputs = native.executeOp(op, attributes, ids, count)
    const name = `${this.scope}/${op}_${this.recorded.length}`
    const touched = ids.flatMap((id) => this.variables.get(id) ?? [])
    const waitsFor = this.order.add(name, op, touched).map((node) => `^${node}`)
    this.recorded.push({ name, op, inputs: [...inputs, ...waitsFor], attributes })
    outputs.forEach(({ id, shape, dtype }, index) => {
      const output = index === 0 ? name : `${name}:${index}`
      this.outputs.set(id, output)
      this.types.set(output, { shape, dtype })
      this.origins.set(id, op)
    })
    return outputs
  }

  private reference(id: number, reader: string): string {
    const known = this.outputs.get(id) ?? this.variables.get(id)
    if (known !== undefined) return known
    const constant = this.constants.get(id)
    if (constant === undefined) {
      throw new TracingError(
        `${reader} reads a tensor made outside the traced step (at ${callerLocation()}): declare it as an input or a variable.`,
      )
    }
    if (constant.content.byteLength > largestConstantBytes) {
      throw new TracingError(
        `${reader} reads a constant of ${constant.content.byteLength} bytes (at ${callerLocation()}): declare it as an input or a variable.`,
      )
    }
    const name = `${this.scope}/Const_${this.recorded.length}`
    this.recorded.push({ name, op: 'Const', inputs: [], attributes: [{ name: 'dtype', type: attributeType.type, value: constant.dtype }], constant })
    this.outputs.set(id, name)
    this.types.set(name, constant)
    return name
  }
}
