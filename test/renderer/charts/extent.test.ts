import { describe, expect, it } from 'vitest'
import { countAbove, extent, span } from '../../../src/renderer/charts/extent.ts'

const outliers = { kind: 'linear', ignoreOutliers: true } as const
const all = { kind: 'linear', ignoreOutliers: false } as const

describe('the range of an axis', () => {
  it('holds all values of all series, with some room', () => {
    const range = extent([Float64Array.of(1, 2), Float64Array.of(5, 11)], all)
    expect(range?.min).toBeCloseTo(0.5)
    expect(range?.max).toBeCloseTo(11.5)
  })

  it('has a length even for equal values under an outlier', () => {
    const values = new Float64Array(50).fill(3)
    values[0] = 1e6
    const range = extent([values], outliers)
    expect(range?.min).toBeLessThan(3)
    expect(range?.max).toBeLessThan(10)
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

describe('outliers', () => {
  /** A loss that falls fast, then slowly, from `first` to `last`. */
  const curve = (epochs: number, first: number, last: number) =>
    Float64Array.from({ length: epochs }, (_, epoch) => last + (first - last) * 0.3 ** epoch)

  it.each(['linear', 'logarithmic'] as const)('are the large first epochs, which are counted, on a %s axis', (kind) => {
    const values = curve(200, 40, 0.1)
    const range = extent([values], { kind, ignoreOutliers: true })
    expect(range?.max).toBeLessThan(1)
    const above = countAbove([values], range ?? { min: 0, max: 0 })
    expect(above).toBeGreaterThanOrEqual(3)
    expect(above).toBeLessThanOrEqual(10)
  })

  it('are never the best of many runs', () => {
    const runs = Array.from({ length: 100 }, (_, run) => curve(30, 0.5, run < 3 ? 0.05 : 0.2))
    const range = extent(runs, outliers)
    expect(range?.min).toBeLessThan(0.05)
    expect(range?.max).toBeGreaterThan(0.2)
  })

  it('are never the last value of a run, be it the worst', () => {
    const runs = [...Array.from({ length: 99 }, () => curve(30, 0.5, 0.1)), Float64Array.of(0.5, 0.9, 30)]
    expect(extent(runs, outliers)?.max).toBeGreaterThan(30)
    const diverging = curve(100, 0.5, 0.1)
    diverging.set([5, NaN], 98)
    expect(extent([diverging], outliers)?.max).toBeGreaterThan(5)
  })

  it('are not among few values, nor where the others would get little room', () => {
    expect(extent([Float64Array.of(4, 2)], outliers)).toEqual({ min: 1.9, max: 4.1 })
    expect(extent([curve(4, 0.3, 0.134)], outliers)?.max).toBeGreaterThan(0.3)
    expect(extent([Float64Array.from({ length: 101 }, (_, index) => 100 - index)], outliers)).toEqual({ min: -5, max: 105 })
  })
})
