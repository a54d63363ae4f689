/** Images by their places, one behind the other. @param images bytes, [count, pixels] */
export function pick(images: Uint8Array, pixels: number, indices: readonly number[]): Uint8Array {
  const picked = new Uint8Array(indices.length * pixels)
  for (const [place, index] of indices.entries()) picked.set(images.subarray(index * pixels, (index + 1) * pixels), place * pixels)
  return picked
}

/** Bytes of pixel values, which a clamped array rounds to the nearest. */
export function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(values).buffer)
}
