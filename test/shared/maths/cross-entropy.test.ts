import { describe, expect, it } from 'vitest'
import { binaryCrossEntropy } from '../../../src/shared/maths/cross-entropy.ts'
import { klFromStandardNormal, standardNormal } from '../../../src/shared/maths/gaussian.ts'
import { createRandom } from '../../../src/shared/maths/random.ts'

describe('binary cross-entropy', () => {
  it('is a sum of logarithms', () => {
    expect(binaryCrossEntropy(Uint8Array.of(255, 0), Float32Array.of(127.5, 127.5))).toBeCloseTo(2 * Math.LN2, 6)
    expect(binaryCrossEntropy(Uint8Array.of(51), Float32Array.of(51))).toBeCloseTo(-0.2 * Math.log(0.2) - 0.8 * Math.log(0.8), 6)
  })

  it('is finite for probabilities that are wrong for certain', () => {
    expect(binaryCrossEntropy(Uint8Array.of(255), Float32Array.of(0))).toBeCloseTo(-Math.log(1e-7), 6)
  })
})

describe('KL divergence from N(0, I)', () => {
  it('has its known values', () => {
    expect(klFromStandardNormal([0, 0], [0, 0])).toBeCloseTo(0, 12)
    // N(1, 1): ½ μ². N(0, e²): ½ (σ² − 1 − log σ²).
    expect(klFromStandardNormal([1], [0])).toBeCloseTo(0.5, 12)
    expect(klFromStandardNormal([0], [2])).toBeCloseTo((Math.E ** 2 - 3) / 2, 12)
  })
})

describe('standard normal numbers', () => {
  it('have mean 0 and variance 1', () => {
    const random = createRandom(2)
    const numbers = Array.from({ length: 20_000 }, () => standardNormal(random))
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.04)
  })
})
