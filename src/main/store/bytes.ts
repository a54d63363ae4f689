/** The same bytes without Buffer's own ways: its `slice` does not copy, and it does not pass between threads as it is. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The bytes of these numbers; all platforms that the workbench runs on are little-endian. */
export function bytesOfFloat32(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** A copy, since a blob need not begin where a float32 may. */
export function float32OfBytes(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer)
}
