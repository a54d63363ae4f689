import { describe, expect, it } from 'vitest'
import { densityHistogram, mixtureDensity, moments } from '../../../src/shared/maths/aggregate-posterior.ts'
import { normalDensity } from '../../../src/shared/maths/normal-distribution.ts'

const latents = Float32Array.of(1, -4, 3, -4, 5, -4, 7, 9)

describe('moments', () => {
  it('are those of one dimension', () => {
    expect(moments(latents, 2, 0)).toEqual({ mean: 4, deviation: expect.closeTo(Math.sqrt(5), 12) as number })
    expect(moments(latents, 2, 1).mean).toBe(-0.75)
  })
})

describe('densityHistogram', () => {
  it('integrates to the share of the points within it', () => {
    const density = densityHistogram(latents, 2, 1, { limit: 5, bins: 10 })
    expect(density[1]).toBeCloseTo(0.75, 12)
    expect(density.reduce((sum, height) => sum + height, 0)).toBeCloseTo(0.75, 12)
  })

  it('leaves out what is not a number', () => {
    expect([...densityHistogram(Float32Array.of(NaN, 0.1), 1, 0, { limit: 1, bins: 2 })]).toEqual([0, 0.5])
  })
})

describe('mixtureDensity', () => {
  it('is the mean of its parts', () => {
    const parts = [-1, 2].map((mean) => normalDensity(0.3, { mean, deviation: 0.5 }))
    expect(mixtureDensity(0.3, [-1, 2], 0.5)).toBeCloseTo(((parts[0] ?? 0) + (parts[1] ?? 0)) / 2, 15)
  })
})
