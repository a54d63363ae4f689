import type { Random } from './random.ts'

/** A normal distribution of one number. */
export interface Normal {
  mean: number
  /** Standard deviation σ > 0. */
  deviation: number
}

export const standardNormal: Normal = { mean: 0, deviation: 1 }

/** Density at x. */
export function normalDensity(x: number, { mean, deviation }: Normal): number {
  return Math.exp(logNormalDensity(x, { mean, deviation }))
}

/** Logarithm of the density at x, exact where the density itself is too small to be told from 0. */
export function logNormalDensity(x: number, { mean, deviation }: Normal): number {
  return -0.5 * ((x - mean) / deviation) ** 2 - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI)
}

/** Numbers from N(0, 1), by the method of Box and Muller (Annals of Mathematical Statistics 29, 1958). */
export function standardNormals(random: Random, count: number): Float64Array {
  // Never 0, whose logarithm is none.
  const uniform = () => (random.uint32() + 0.5) / 2 ** 32
  return Float64Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
}
