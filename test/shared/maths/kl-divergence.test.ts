import { describe, expect, it } from 'vitest'
import { klByQuadrature, klBySampling, klToStandardNormal } from '../../../src/shared/maths/kl-divergence.ts'
import { standardNormals } from '../../../src/shared/maths/normal-distribution.ts'
import { createRandom } from '../../../src/shared/maths/random.ts'

const distributions = [
  { mean: 0, deviation: 1 },
  { mean: 1.5, deviation: 0.4 },
  { mean: -3, deviation: 2 },
  { mean: 0.1, deviation: 0.05 },
]

describe('KL[N(μ, σ²) ‖ N(0, 1)]', () => {
  it('is nothing for the prior itself, and ½ μ² for one that is only moved', () => {
    expect(klToStandardNormal({ mean: 0, deviation: 1 })).toBe(0)
    expect(klToStandardNormal({ mean: 3, deviation: 1 })).toBe(4.5)
  })

  it('is the loss’s term, −½ (1 + log σ² − μ² − σ²)', () => {
    for (const { mean, deviation } of distributions) {
      const logVariance = Math.log(deviation ** 2)
      const term = -0.5 * (1 + logVariance - mean ** 2 - Math.exp(logVariance))
      expect(klToStandardNormal({ mean, deviation })).toBeCloseTo(term, 12)
    }
  })

  it.each(distributions)('is the same by quadrature and, within its error, by sampling: $mean, $deviation', (q) => {
    expect(klByQuadrature(q)).toBeCloseTo(klToStandardNormal(q), 8)
    const { mean, standardError } = klBySampling(q, standardNormals(createRandom(7), 4000))
    expect(Math.abs(mean - klToStandardNormal(q))).toBeLessThan(4 * standardError + 1e-12)
  })
})
