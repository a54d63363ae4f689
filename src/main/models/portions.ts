/** Images or codes from outside go through a model in portions of this size, the last one filled up with zeros. */
export const portionSize = 256

/** 0 … count − 1 in batches of `size`, the last one smaller where it does not divide. */
export function consecutive(count: number, size: number): Int32Array[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, batch) =>
    Int32Array.from({ length: Math.min(size, count - batch * size) }, (_, index) => batch * size + index),
  )
}

/** The sizes of the batches that `count` examples make: `size`, and that of a smaller last one. */
export function batchSizes(count: number, size: number): number[] {
  const last = count % size
  return [...(count >= size ? [size] : []), ...(last > 0 ? [last] : [])]
}

/** Rows of `values` ([count, width]) in portions of `size` rows, the last one filled up with zeros. */
export function portions<Values extends Float32Array | Uint8Array>(values: Values, count: number, width: number, size: number): Values[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    const portion = new (values.constructor as new (length: number) => Values)(size * width)
    portion.set(values.subarray(index * size * width, Math.min(count, (index + 1) * size) * width))
    return portion
  })
}

export function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
