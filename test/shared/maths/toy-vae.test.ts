import { describe, expect, it } from 'vitest'
import { klToStandardNormal } from '../../../src/shared/maths/kl-divergence.ts'
import { logNormalDensity } from '../../../src/shared/maths/normal-distribution.ts'
import { bound, logEvidence, posterior, toyModels } from '../../../src/shared/maths/toy-vae.ts'

const { straight, folded } = toyModels

describe('the straight model', () => {
  // x = z + noise: P(x) = N(0, 1 + noise²), P(z | x) = N(x / (1 + noise²), noise² / (1 + noise²)).
  const x = 1.2
  const variance = 1 + straight.noise ** 2
  const exact = { mean: x / variance, deviation: straight.noise / Math.sqrt(variance) }

  it('has the evidence of its closed form', () => {
    expect(logEvidence(straight, x)).toBeCloseTo(logNormalDensity(x, { mean: 0, deviation: Math.sqrt(variance) }), 9)
  })

  it('has the posterior of its closed form', () => {
    const density = posterior(straight, x)
    for (const z of [-1, 0, 0.5, 1, 2]) expect(Math.log(density(z))).toBeCloseTo(logNormalDensity(z, exact), 8)
  })

  it('closes the gap where Q is the posterior', () => {
    const { gap, elbo, logEvidence: evidence } = bound(straight, x, exact)
    expect(gap).toBeCloseTo(0, 8)
    expect(elbo).toBeCloseTo(evidence, 8)
  })
})

describe('the bound', () => {
  const cases = [straight, folded].flatMap((model) =>
    [{ mean: 0, deviation: 1 }, { mean: 1.1, deviation: 0.3 }, { mean: -2, deviation: 0.8 }].map((q) => ({ model, q })),
  )

  it.each(cases)('and the gap make up the evidence: $q', ({ model, q }) => {
    const { likelihood, klToPrior, elbo, gap, logEvidence: evidence } = bound(model, 0.8, q)
    expect(elbo + gap).toBeCloseTo(evidence, 7)
    expect(likelihood - klToPrior).toBeCloseTo(elbo, 12)
    expect(klToPrior).toBe(klToStandardNormal(q))
    expect(gap).toBeGreaterThan(0)
  })
})

describe('the folded model', () => {
  it('has a posterior with two peaks, as likely as each other', () => {
    const density = posterior(folded, 1)
    expect(density(1.2)).toBeCloseTo(density(-1.2), 12)
    expect(density(1.2)).toBeGreaterThan(5 * density(0))
  })
})
