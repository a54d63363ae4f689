/** Numbers in an array of NumPy's. */
export type NpyData = Float32Array | Uint8Array

/** The array's header starts where a multiple of this many bytes is, so that readers may map what follows. */
const alignment = 64
const preamble = 10

/**
 * NumPy's format, version 1.0 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): magic, version,
 * length of the header, the header as a Python literal, then the numbers in C order, little-endian.
 * @param shape its product is the number of values
 */
export function encodeNpy(data: NpyData, shape: readonly number[]): Uint8Array {
  const descr = data instanceof Float32Array ? '<f4' : '|u1'
  const dimensions = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${dimensions}), }`
  const headerBytes = Math.ceil((preamble + text.length + 1) / alignment) * alignment - preamble
  const bytes = new Uint8Array(preamble + headerBytes + data.byteLength)
  bytes.set(Buffer.from('\x93NUMPY\x01\x00', 'latin1'))
  new DataView(bytes.buffer).setUint16(8, headerBytes, true)
  bytes.set(Buffer.from(`${text.padEnd(headerBytes - 1)}\n`, 'latin1'), preamble)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), preamble + headerBytes)
  return bytes
}
