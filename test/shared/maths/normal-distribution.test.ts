import { describe, expect, it } from 'vitest'
import { logNormalDensity, normalDensity, standardNormal, standardNormals } from '../../../src/shared/maths/normal-distribution.ts'
import { createRandom } from '../../../src/shared/maths/random.ts'

describe('normalDensity', () => {
  it('has its known values', () => {
    expect(normalDensity(0, standardNormal)).toBeCloseTo(0.3989422804014327, 15)
    expect(normalDensity(3, { mean: 1, deviation: 2 })).toBeCloseTo(0.12098536225957168, 15)
    expect(logNormalDensity(50, standardNormal)).toBeCloseTo(-1250.9189385332047, 9)
  })
})

describe('standardNormals', () => {
  it('have mean 0, variance 1, and the tails they should', () => {
    const values = standardNormals(createRandom(3), 20_000)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
    const beyond = values.filter((value) => Math.abs(value) > 1.959964).length / values.length
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.006)
  })

  it('are the same for the same seed', () => {
    expect(standardNormals(createRandom(5), 4)).toEqual(standardNormals(createRandom(5), 4))
  })
})
