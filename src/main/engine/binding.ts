import { tf } from './tensorflow.ts'
import type { TensorValue } from './dtype.ts'
import { dataTypeCode } from './dtype.ts'
import { EngineError } from './errors.ts'

/** What the native side says of a tensor that it made. */
export interface TensorMetadata {
  id: number
  shape: number[]
  dtype: number
}

/** An attribute of an operation, as the binding takes it; `type` is one of `attributeType`. */
export interface Attribute {
  name: string
  type: number
  value: boolean | number | string | readonly number[] | readonly boolean[] | readonly string[]
}

/** tfjs-node's native module (binding/tfjs_binding.cc). Tensors are integers, never used twice. */
export interface Binding {
  createTensor(shape: readonly number[], dtype: number, values: ArrayBufferView | Uint8Array[]): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
  executeOp(op: string, attributes: readonly Attribute[], inputs: readonly number[], outputs: number): TensorMetadata[]
  loadSavedModel(folder: string, tags: string): number
  deleteSavedModel(id: number): void
  runSavedModel(id: number, inputs: readonly number[], inputNames: string, outputNames: string): TensorMetadata[]
}

/** The part of tfjs-node's `NodeJSKernelBackend` that the engine builds on. */
export interface NativeBackend {
  binding: Binding
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[]
  createOutputTensor(metadata: TensorMetadata): tf.Tensor
}

/** TF_AttrType, in the order of TensorFlow's C interface. */
export const attributeType = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const

export const typeAttribute = (name: string, dtype: keyof typeof dataTypeCode): Attribute =>
  ({ name, type: attributeType.type, value: dataTypeCode[dtype] })
export const shapeAttribute = (name: string, value: readonly number[]): Attribute =>
  ({ name, type: attributeType.shape, value })
export const floatAttribute = (name: string, value: number): Attribute => ({ name, type: attributeType.float, value })
export const boolAttribute = (name: string, value: boolean): Attribute => ({ name, type: attributeType.bool, value })
export const stringAttribute = (name: string, value: string): Attribute =>
  ({ name, type: attributeType.string, value })

/** tfjs-node's backend. The only place where its private parts are given types. */
export function nativeBackend(): NativeBackend {
  return tf.backend() as unknown as NativeBackend
}

/** The native tensor behind one of tfjs's. */
export function nativeId(tensor: tf.Tensor): number {
  const [id] = nativeBackend().getInputTensorIds([tensor])
  if (id === undefined) throw new EngineError('The tensor was disposed.')
  return id
}

/** Hands an array to TensorFlow without copying it: the caller must not write to it while the tensor lives. */
export function createNativeTensor({ dtype, shape, data }: TensorValue): number {
  return nativeBackend().binding.createTensor(shape, dataTypeCode[dtype], data)
}

/** Runs an operation with one output on native tensors; the caller deletes the output. */
export function executeNative(op: string, attributes: readonly Attribute[], inputs: readonly number[]): TensorMetadata {
  const [output] = nativeBackend().binding.executeOp(op, attributes, inputs, 1)
  if (output === undefined) throw new EngineError(`${op} gave no output.`)
  return output
}

/**
 * Runs one operation of TensorFlow (or records it, while a step is traced) and returns its outputs.
 * An output of type uint8 is labelled int32 by tfjs: hand it only to an operation whose attributes say uint8.
 */
export function execute(op: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[], outputs: number): tf.Tensor[] {
  const backend = nativeBackend()
  return backend.binding
    .executeOp(op, attributes, backend.getInputTensorIds(inputs), outputs)
    .map((metadata) => backend.createOutputTensor(metadata))
}

/** `execute` for an operation with a single output. */
export function executeOne(op: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor {
  const backend = nativeBackend()
  return backend.createOutputTensor(executeNative(op, attributes, backend.getInputTensorIds(inputs)))
}
