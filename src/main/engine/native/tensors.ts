import { dataTypeCode, sizeOf } from '../dtype.ts'
import { EngineError } from '../errors.ts'
import { c, type Tensor, type TensorHandle } from './c-api.ts'
import { check, status } from './status.ts'

/** What a native tensor is. */
export interface TensorMetadata {
  id: number
  shape: number[]
  dtype: number
}

type TensorArray = Float32Array | Int32Array | Uint8Array

/** How JavaScript has the elements of a tensor; a 64-bit integer as two of 32 bits, which is how tfjs gives one. */
const arrayTypes: Partial<Record<number, new (buffer: ArrayBuffer) => TensorArray>> = {
  [dataTypeCode.float32]: Float32Array,
  [dataTypeCode.int32]: Int32Array,
  [dataTypeCode.int64]: Int32Array,
  [dataTypeCode.uint8]: Uint8Array,
  [dataTypeCode.bool]: Uint8Array,
}

/** Tensors by number; numbers are never used twice. */
const handles = new Map<number, TensorHandle>()
let next = 0

export function tensorCount(): number {
  return handles.size
}

export function handleOf(id: number): TensorHandle {
  const handle = handles.get(id)
  if (handle === undefined) throw new EngineError(`There is no native tensor ${id}: it was deleted.`)
  return handle
}

function keep(handle: TensorHandle): number {
  handles.set(next, handle)
  return next++
}

/** Copies an array's elements into a new tensor. @throws {EngineError} when array, type and shape do not agree */
export function createTensor(shape: readonly number[], dtype: number, values: unknown): number {
  const bytes = sizeOf(shape) * c.TF_DataTypeSize(dtype)
  const arrayType = arrayTypes[dtype]
  if (arrayType === undefined || !(values instanceof arrayType) || values.byteLength !== bytes) {
    const given = ArrayBuffer.isView(values) ? `${values.byteLength} bytes of a ${values.constructor.name}` : 'something else'
    throw new EngineError(`A tensor of type ${dtype} and shape [${shape.join(', ')}] cannot be made of ${given}.`)
  }
  const tensor = c.TF_AllocateTensor(dtype, BigInt64Array.from(shape, BigInt), shape.length, bytes)
  if (tensor === null) throw new EngineError(`There is no memory left for a tensor of ${bytes} bytes.`)
  if (bytes > 0) c.memcpy(c.TF_TensorData(tensor), values, bytes)
  return adopt(tensor)
}

/** Takes a tensor into its care; nothing is copied. */
export function adopt(tensor: Tensor): number {
  const handle = c.TFE_NewTensorHandle(tensor, status)
  c.TF_DeleteTensor(tensor)
  check('Taking over a tensor')
  return keep(handle)
}

/** The tensor behind a handle, for a graph; it shares the memory. The caller deletes it. */
export function resolve(id: number): Tensor {
  const tensor = c.TFE_TensorHandleResolve(handleOf(id), status)
  check('Reading a tensor')
  return tensor
}

/** A copy of a tensor's elements. */
export function tensorDataSync(id: number): TensorArray {
  const dtype = c.TFE_TensorHandleDataType(handleOf(id))
  const arrayType = arrayTypes[dtype]
  if (arrayType === undefined) throw new EngineError(`Tensors of type ${dtype} cannot be read.`)
  const tensor = resolve(id)
  const bytes = new ArrayBuffer(c.TF_TensorByteSize(tensor))
  if (bytes.byteLength > 0) c.memcpy(new Uint8Array(bytes), c.TF_TensorData(tensor), bytes.byteLength)
  c.TF_DeleteTensor(tensor)
  return new arrayType(bytes)
}

export function deleteTensor(id: number): void {
  c.TFE_DeleteTensorHandle(handleOf(id))
  handles.delete(id)
}

export function deleteAllTensors(): void {
  for (const id of handles.keys()) deleteTensor(id)
}

/** Takes an operation's output into its care. */
export function adoptOutput(handle: TensorHandle): TensorMetadata {
  const id = keep(handle)
  const rank = c.TFE_TensorHandleNumDims(handle, status)
  check('Asking for a shape')
  const shape = Array.from({ length: rank }, (_, axis) => c.TFE_TensorHandleDim(handle, axis, status))
  check('Asking for a shape')
  return { id, shape, dtype: c.TFE_TensorHandleDataType(handle) }
}
