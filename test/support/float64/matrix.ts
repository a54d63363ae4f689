import { attributeType, boolAttribute } from '../../../src/main/engine/attribute.ts'
import { executeNative, nativeBackend } from '../../../src/main/engine/binding.ts'
import { dataTypeCode } from '../../../src/main/engine/dtype.ts'

/** Double precision, row-major. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

export function matrix(rows: number, columns: number, data: ArrayLike<number> = new Float64Array(rows * columns)): Matrix {
  if (data.length !== rows * columns) throw new Error(`${data.length} values are no matrix of ${rows} × ${columns}.`)
  return { rows, columns, data: data instanceof Float64Array ? data : Float64Array.from(data) }
}

/** Element by element, of matrices of one size; `column` is that of the element. */
export function map(first: Matrix, value: (a: number, b: number, column: number, index: number) => number, second: Matrix = first): Matrix {
  const { rows, columns, data } = first
  const result = new Float64Array(data.length)
  for (let row = 0, index = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, index++) result[index] = value(data[index] ?? NaN, second.data[index] ?? NaN, column, index)
  }
  return matrix(rows, columns, result)
}

export const add = (a: Matrix, b: Matrix): Matrix => map(a, (x, y) => x + y, b)

/** Σ over the rows, [columns]. */
export function columnSums({ rows, columns, data }: Matrix): Float64Array {
  const sums = new Float64Array(columns)
  for (let row = 0, index = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, index++) sums[column] = (sums[column] ?? NaN) + (data[index] ?? NaN)
  }
  return sums
}

/** TensorFlow's number of the type that tfjs does not know. */
const double = 2
const typeOf = (name: string, value: number) => ({ name, type: attributeType.type, value })

/**
 * a · b, or with one of them transposed. In TensorFlow too, but in double precision, where it has neither oneDNN's kernels nor
 * parts: thirty steps of part 3 take 20 thousand million multiplications, which are too many for JavaScript.
 */
export function product(a: Matrix, b: Matrix, transposed?: 'a' | 'b'): Matrix {
  const ids = [a, b].map(copyIn)
  const attributes = [boolAttribute('transpose_a', transposed === 'a'), boolAttribute('transpose_b', transposed === 'b'), typeOf('T', double)]
  const result = executeNative('MatMul', attributes, ids)
  const [rows = NaN, columns = NaN] = result.shape
  const data = takeOut(result.id)
  const { binding } = nativeBackend()
  for (const id of [...ids, result.id]) binding.deleteTensor(id)
  return matrix(rows, columns, data)
}

/** tfjs's backend moves no doubles; so they go in and out as pairs of int32. */
function copyIn({ rows, columns, data }: Matrix): number {
  const { binding } = nativeBackend()
  const words = binding.createTensor([rows, columns, 2], dataTypeCode.int32, new Int32Array(data.buffer, data.byteOffset, 2 * data.length))
  const { id } = executeNative('Bitcast', [typeOf('T', dataTypeCode.int32), typeOf('type', double)], [words])
  binding.deleteTensor(words)
  return id
}

function takeOut(id: number): Float64Array {
  const { binding } = nativeBackend()
  const words = executeNative('Bitcast', [typeOf('T', double), typeOf('type', dataTypeCode.int32)], [id])
  const data = binding.tensorDataSync(words.id)
  binding.deleteTensor(words.id)
  return new Float64Array(data.slice().buffer)
}
