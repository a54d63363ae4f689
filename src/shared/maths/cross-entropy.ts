/** Probabilities are kept this far from 0 and 1, as Keras does. */
const epsilon = 1e-7

/**
 * Binary cross-entropy of one image, summed over its pixels, in nats: −Σ x log p + (1 − x) log(1 − p).
 * @param image bytes, x = byte / 255
 * @param probabilities 255 · p
 */
export function binaryCrossEntropy(image: Uint8Array, probabilities: Float32Array): number {
  let sum = 0
  for (let i = 0; i < image.length; i++) {
    const x = (image[i] ?? 0) / 255
    const p = Math.min(Math.max((probabilities[i] ?? 0) / 255, epsilon), 1 - epsilon)
    // Most pixels are plain black: half of the logarithms are never needed.
    if (x > 0) sum -= x * Math.log(p)
    if (x < 1) sum -= (1 - x) * Math.log1p(-p)
  }
  return sum
}
