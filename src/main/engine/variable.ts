import type { tf } from './tensorflow.ts'
import type { Attribute } from './attribute.ts'
import type { TensorMetadata } from './native/tensors.ts'
import { boolAttribute, shapeAttribute, stringAttribute, typeAttribute } from './attribute.ts'
import { executeNative, nativeBackend, nativeId } from './binding.ts'
import type { DataType } from './dtype.ts'
import { EngineError } from './errors.ts'

let created = 0

/**
 * State that lives on between steps: a resource variable of TensorFlow. In a traced step its reads and writes become
 * operations of the graph, in the order in which the step made them.
 */
export class Variable {
  private resource: number | undefined
  private watched: tf.Tensor | undefined

  constructor(
    readonly name: string,
    readonly dtype: DataType,
    readonly shape: readonly number[],
  ) {}

  /** Identity of the resource outside any graph. */
  get handle(): number {
    if (this.resource === undefined) throw new EngineError(`The variable “${this.name}” can be used inside a step only.`)
    return this.resource
  }

  /** The current value. In a gradient (`valueAndGradients`), the very tensor that is differentiated by. */
  read(): tf.Tensor {
    if (this.watched !== undefined) return this.watched
    return nativeBackend().createOutputTensor(this.readNative())
  }

  /** The current value as a native tensor, which the caller deletes. */
  readNative(): TensorMetadata {
    return executeNative('ReadVariableOp', [typeAttribute('dtype', this.dtype)], [this.handle])
  }

  /** Writes `value`, of the variable's shape and dtype. */
  assign(value: tf.Tensor): void {
    if (value.shape.join() !== this.shape.join()) {
      throw new EngineError(`“${this.name}” has the shape [${this.shape.join(', ')}] and cannot take [${value.shape.join(', ')}].`)
    }
    this.apply('AssignVariableOp', [typeAttribute('dtype', this.dtype)], [value])
  }

  /** Adds `difference`, of the variable's shape and dtype. */
  assignAdd(difference: tf.Tensor): void {
    this.apply('AssignAddVariableOp', [typeAttribute('dtype', this.dtype)], [difference])
  }

  /** Subtracts `difference`, of the variable's shape and dtype. */
  assignSub(difference: tf.Tensor): void {
    this.apply('AssignSubVariableOp', [typeAttribute('dtype', this.dtype)], [difference])
  }

  /** Runs an operation that updates this variable, and perhaps others: its resources come first, then tensors. */
  apply(op: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[], others: readonly Variable[] = []): void {
    const backend = nativeBackend()
    const resources = [this, ...others]
    const ids = [...resources.map(({ handle }) => handle), ...backend.getInputTensorIds(inputs)]
    backend.binding.executeOp(op, attributes, ids, 0)
    for (const resource of resources) resource.watched = undefined
  }

  /**
   * Rows of the variable.
   * @param indices int32, [n]
   * @returns [n, …shape without its first axis], of the variable's dtype (uint8 is labelled int32, see `execute`)
   */
  gather(indices: tf.Tensor): tf.Tensor {
    const attributes = [typeAttribute('dtype', this.dtype), typeAttribute('Tindices', 'int32')]
    return nativeBackend().createOutputTensor(executeNative('ResourceGather', attributes, [this.handle, nativeId(indices)]))
  }

  /** While `body` runs, every read returns `value`, until the variable is written. */
  watch<T>(value: tf.Tensor, body: () => T): T {
    this.watched = value
    try {
      return body()
    } finally {
      this.watched = undefined
    }
  }

  /** Makes the resource outside any graph and gives it the value of a native tensor (which it shares until one is written). */
  materialize(valueId: number): void {
    const attributes = [
      typeAttribute('dtype', this.dtype),
      shapeAttribute('shape', this.shape),
      stringAttribute('shared_name', `variable_${created++}`),
      stringAttribute('container', ''),
    ]
    this.resource = executeNative('VarHandleOp', attributes, []).id
    nativeBackend().binding.executeOp('AssignVariableOp', [typeAttribute('dtype', this.dtype)], [this.resource, valueId], 0)
  }

  /** Gives the resource outside any graph back. */
  release(): void {
    if (this.resource === undefined) return
    const { binding } = nativeBackend()
    binding.executeOp('DestroyResourceOp', [boolAttribute('ignore_lookup_error', true)], [this.resource], 0)
    binding.deleteTensor(this.resource)
    this.resource = undefined
  }
}
