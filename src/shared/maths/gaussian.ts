import { inverseNormalCdf } from './inverse-normal-cdf.ts'
import type { Random } from './random.ts'

/** A standard normal number, by inversion of one uniform number that is never 0 or 1. */
export function standardNormal(random: Random): number {
  return inverseNormalCdf((random.uint32() + 0.5) / 2 ** 32)
}

/** KL[N(μ, σ²) ‖ N(0, I)] = −½ Σ (1 + log σ² − μ² − σ²), in nats. */
export function klFromStandardNormal(mean: ArrayLike<number>, logVariance: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < mean.length; i++) {
    const [m = 0, v = 0] = [mean[i], logVariance[i]]
    sum += 1 + v - m * m - Math.exp(v)
  }
  return -sum / 2
}
