import { describe, expect, it } from 'vitest'
import { extent, span } from '../../../src/renderer/charts/extent.ts'

const all = { kind: 'linear', ignoreOutliers: false } as const

describe('the range of an axis', () => {
  it('holds all values of all series, with some room', () => {
    const range = extent([Float64Array.of(1, 2), Float64Array.of(5, 11)], all)
    expect(range?.min).toBeCloseTo(0.5)
    expect(range?.max).toBeCloseTo(11.5)
  })

  it('goes from the 5th to the 95th percentile of all values together where outliers are ignored', () => {
    const values = Float64Array.from({ length: 101 }, (_, index) => index)
    values[100] = 1e9
    const range = extent([values], { kind: 'linear', ignoreOutliers: true })
    expect(range).toEqual({ min: 5 - 4.5, max: 95 + 4.5 })
  })

  it('keeps both of two values', () => {
    expect(extent([Float64Array.of(4, 2)], { kind: 'linear', ignoreOutliers: true })).toEqual({ min: 1.9, max: 4.1 })
  })

  it('leaves out what is not finite and, on a logarithmic axis, what is not positive', () => {
    const series = [Float64Array.of(NaN, -1, 0, 1, 100, Infinity)]
    const range = extent(series, { kind: 'logarithmic', ignoreOutliers: false })
    expect(range?.min).toBeCloseTo(100 ** -0.05)
    expect(range?.max).toBeCloseTo(100 * 100 ** 0.05)
    expect(extent([Float64Array.of(0, -3)], { kind: 'logarithmic', ignoreOutliers: false })).toBeNull()
  })

  it('has a length even for a single value', () => {
    for (const value of [0, 0.0978, -5, 1e-4]) {
      const range = extent([Float64Array.of(value)], all)
      expect(range?.max).toBeGreaterThan(value)
      expect(range?.min).toBeLessThan(value)
    }
    expect(span([Float64Array.of(7)], 'linear')).toEqual({ min: 7, max: 8 })
    expect(span([new Float64Array(0)], 'linear')).toBeNull()
  })
})
