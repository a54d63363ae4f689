import { writeFileSync } from 'node:fs'

const descriptors = new Map([[Uint8Array, '|u1'], [Float32Array, '<f4'], [Int32Array, '<i4']])

/** Writes an array in NumPy's format, version 1.0. */
export function writeNpy(path, array, shape) {
  const text = `{'descr': '${descriptors.get(array.constructor)}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
  // Magic, version and length take 10 bytes; the header ends in a newline at a multiple of 64.
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const length = Buffer.alloc(2)
  length.writeUInt16LE(header.length)
  const content = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
  writeFileSync(path, Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, Buffer.from(header), content]))
}
