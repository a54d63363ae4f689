import { linspace } from './linspace.ts'
import { logNormalDensity, standardNormal, type Normal } from './normal-distribution.ts'

/** KL[N(μ, σ²) ‖ N(0, 1)] = ½ (μ² + σ² − 1 − ln σ²), in nats. */
export function klToStandardNormal({ mean, deviation }: Normal): number {
  return 0.5 * (mean ** 2 + deviation ** 2 - 1 - 2 * Math.log(deviation))
}

/** log q(z) − log p(z), whose mean under q is the divergence. */
export function klIntegrand(z: number, q: Normal): number {
  return logNormalDensity(z, q) - logNormalDensity(z, standardNormal)
}

/** The same divergence as an integral, by the trapezoidal rule over ±10 σ. */
export function klByQuadrature(q: Normal, steps = 2000): number {
  const points = linspace(q.mean - 10 * q.deviation, q.mean + 10 * q.deviation, steps + 1)
  const width = (20 * q.deviation) / steps
  return points.reduce((sum, z) => sum + Math.exp(logNormalDensity(z, q)) * klIntegrand(z, q) * width, 0)
}

/**
 * The same divergence from samples z = μ + σ ε, with the standard error of their mean.
 * @param noise ε ~ N(0, 1), at least two
 */
export function klBySampling(q: Normal, noise: ArrayLike<number>): { mean: number; standardError: number } {
  const values = Array.from(noise, (epsilon) => klIntegrand(q.mean + q.deviation * epsilon, q))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, standardError: Math.sqrt(variance / values.length) }
}
