import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smooth } from '../../../src/shared/maths/smoothing.ts'

// The cases of TensorBoard's own test of `classicSmoothing` (line_chart_v2/data_transformer_test.ts).
describe('smoothing as TensorBoard publishes it', () => {
  it.each([
    [[1, 0.5, 0], 0.6, [1, 0.6875, (0.44 * 0.6) / (1 - 0.6 ** 3)]],
    [[0, 0.5, 1], 0.6, [0, 0.3125, 0.52 / (1 - 0.6 ** 3)]],
    [[], 0.6, []],
    [[1, 0.5, 0], 0, [1, 0.5, 0]],
    [[1, 0.5, 0], 1, [0, 0, 0]],
    [[1, 0.5], 2, [0, 0]],
    [[0.3, 0.3, 0.3], 0.1, [0.3, 0.3, 0.3]],
  ])('of %j by %d', (values, weight, expected) => {
    const smoothed = [...smooth(values, weight)]
    expect(smoothed).toHaveLength(expected.length)
    for (const [index, value] of smoothed.entries()) expect(value).toBeCloseTo(expected[index] ?? NaN, 12)
  })

  it('skips values that are not finite, which stay as they are', () => {
    const smoothed = [...smooth([-Infinity, 1, NaN, Infinity, 0.5], 0.6)]
    expect(smoothed.slice(0, 4)).toEqual([-Infinity, 1, NaN, Infinity])
    expect(smoothed[4]).toBeCloseTo(0.6875, 12)
  })

  it('leaves equal values untouched to the last bit', () => {
    expect([...smooth([0.1, 0.1, 0.1, 0.1], 0.7)]).toEqual([0.1, 0.1, 0.1, 0.1])
  })

  it.each([NaN, -1, -Infinity, Infinity])('takes a weight of %d for 0', (weight) => {
    expect([...smooth([1, 0.5], weight)]).toEqual([1, 0.5])
  })
})

describe('smoothing', () => {
  it('changes nothing in place', () => {
    const values = Float64Array.of(1, 2, 3)
    smooth(values, 0.5)
    expect([...values]).toEqual([1, 2, 3])
  })

  it('stays between the least and the greatest value so far, and keeps proportions', () => {
    const series = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(series, fc.double({ min: 0, max: 0.999, noNaN: true }), (values, weight) => {
        const smoothed = smooth(values, weight)
        const tenfold = smooth(values.map((value) => value * 10), weight)
        for (let i = 0; i < values.length; i++) {
          const known = values.slice(0, i + 1)
          const slack = 1e-6
          expect(smoothed[i]).toBeGreaterThanOrEqual(Math.min(...known) - slack)
          expect(smoothed[i]).toBeLessThanOrEqual(Math.max(...known) + slack)
          expect(tenfold[i]).toBeCloseTo((smoothed[i] ?? NaN) * 10, 4)
        }
      }),
    )
  })
})
