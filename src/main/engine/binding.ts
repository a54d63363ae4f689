import { tf } from './tensorflow.ts'
import type { Attribute } from './attribute.ts'
import type { TensorValue } from './dtype.ts'
import { dataTypeCode } from './dtype.ts'
import { EngineError } from './errors.ts'
import type { Binding } from './native/binding.ts'
import type { TensorMetadata } from './native/tensors.ts'

/** The part of tfjs-node's `NodeJSKernelBackend` that the engine builds on. */
export interface NativeBackend {
  binding: Binding
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[]
  createOutputTensor(metadata: TensorMetadata): tf.Tensor
}

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

/** A native tensor with a copy of the values; the caller deletes it. */
export function createNativeTensor({ dtype, shape, data }: TensorValue): number {
  return nativeBackend().binding.createTensor(shape, dataTypeCode[dtype], data)
}

/** Reads a native tensor and deletes it. */
export function takeValue(id: number): Float32Array | Int32Array | Uint8Array {
  const { binding } = nativeBackend()
  const data = binding.tensorDataSync(id)
  binding.deleteTensor(id)
  return data
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
