import { EngineError } from './errors.ts'

/** TensorFlow's numbers for the element types that the engine moves in and out (types.proto). */
export const dataTypeCode = { float32: 1, int32: 3, uint8: 4, string: 7, complex64: 8, int64: 9, bool: 10, uint16: 17, resource: 20 } as const

export type DataType = 'float32' | 'int32' | 'uint8'

/** Values outside TensorFlow: row-major, `data.length` = product of `shape`. */
export interface TensorValue {
  dtype: DataType
  shape: readonly number[]
  data: Float32Array | Int32Array | Uint8Array
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

export function float32(shape: readonly number[], data: Float32Array | readonly number[]): TensorValue {
  return { dtype: 'float32', shape, data: data instanceof Float32Array ? data : Float32Array.from(data) }
}

export function int32(shape: readonly number[], data: Int32Array | readonly number[]): TensorValue {
  return { dtype: 'int32', shape, data: data instanceof Int32Array ? data : Int32Array.from(data) }
}

export function uint8(shape: readonly number[], data: Uint8Array): TensorValue {
  return { dtype: 'uint8', shape, data }
}

const arrayType = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array }

/** @throws {EngineError} when the array's type or length does not fit the declared type and shape. */
export function checkTensorValue(name: string, { dtype, shape, data }: TensorValue): void {
  if (!(data instanceof arrayType[dtype])) {
    throw new EngineError(`“${name}” is declared ${dtype} but its data is a ${data.constructor.name}.`)
  }
  if (data.length !== sizeOf(shape)) {
    throw new EngineError(`“${name}” has ${data.length} values, which do not fill the shape [${shape.join(', ')}].`)
  }
}
