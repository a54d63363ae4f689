import { normalDensity, type Normal } from './normal-distribution.ts'

/** Mean and standard deviation of one latent dimension over all images. */
export function moments(latents: Float32Array, latentDim: number, dimension: number): Normal {
  const count = latents.length / latentDim
  let sum = 0
  for (let index = dimension; index < latents.length; index += latentDim) sum += latents[index] ?? 0
  const mean = sum / count
  let squares = 0
  for (let index = dimension; index < latents.length; index += latentDim) squares += ((latents[index] ?? 0) - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / count) }
}

/**
 * How densely one latent dimension is filled: a histogram over [−limit, limit] that integrates to the share of the points
 * within it, to be held against a density.
 */
export function densityHistogram(
  latents: Float32Array,
  latentDim: number,
  dimension: number,
  { limit, bins }: { limit: number; bins: number },
): Float64Array {
  const counts = new Float64Array(bins)
  for (let index = dimension; index < latents.length; index += latentDim) {
    const bin = Math.floor((((latents[index] ?? NaN) + limit) / (2 * limit)) * bins)
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1
  }
  const scale = (bins * latentDim) / (2 * limit * latents.length)
  return counts.map((count) => count * scale)
}

/** The aggregate posterior q(z) = 1/n Σ q(z | xᵢ) of codes with these means and one common deviation. */
export function mixtureDensity(z: number, means: readonly number[], deviation: number): number {
  return means.reduce((sum, mean) => sum + normalDensity(z, { mean, deviation }), 0) / means.length
}
