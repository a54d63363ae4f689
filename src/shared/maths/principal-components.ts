import { symmetricEigen } from './symmetric-eigen.ts'

export interface PrincipalComponents {
  mean: Float64Array
  /** Directions of length 1, at right angles, the one of the greatest variance first. */
  components: Float64Array[]
  /** Variance along each, over n. */
  variances: number[]
}

/** Principal component analysis of the rows of `values`, [n, width]. */
export function principalComponents(values: Float32Array, width: number): PrincipalComponents {
  const count = values.length / width
  const mean = new Float64Array(width)
  for (let i = 0; i < values.length; i++) mean[i % width] = (mean[i % width] ?? 0) + (values[i] ?? 0) / count
  const covariance = new Float64Array(width * width)
  const centred = new Float64Array(width)
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) centred[i] = (values[row * width + i] ?? 0) - (mean[i] ?? 0)
    for (let i = 0; i < width; i++) {
      const scaled = (centred[i] ?? 0) / count
      for (let j = 0; j <= i; j++) covariance[i * width + j] = (covariance[i * width + j] ?? 0) + scaled * (centred[j] ?? 0)
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) covariance[j * width + i] = covariance[i * width + j] ?? 0
  const { values: variances, vectors } = symmetricEigen(covariance, width)
  return { mean, components: vectors, variances: variances.map((variance) => Math.max(0, variance)) }
}
