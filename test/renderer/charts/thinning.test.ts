import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scale } from '../../../src/renderer/charts/scale.ts'
import { thin } from '../../../src/renderer/charts/thinning.ts'

const epochs = (count: number) => Float64Array.from({ length: count }, (_, index) => index)
const axis = (min: number, max: number, kind: Scale['kind'] = 'linear'): Scale => ({ kind, min, max })

describe('thinning', () => {
  it('keeps every point where there are no more of them than columns', () => {
    const ys = Float64Array.from({ length: 50 }, (_, index) => Math.sin(index))
    expect([...thin(epochs(50), ys, axis(0, 49), 400)]).toEqual([...epochs(50)])
  })

  it('keeps a spike of one point among many thousands', () => {
    const ys = new Float64Array(20_000).fill(1)
    ys[7777] = 9
    ys[12_345] = -9
    const kept = [...thin(epochs(20_000), ys, axis(0, 19_999), 300)]
    expect(kept).toContain(7777)
    expect(kept).toContain(12_345)
    expect(kept.length).toBeLessThanOrEqual(606)
  })

  it('begins and ends with the first and the last point', () => {
    const ys = Float64Array.from({ length: 5000 }, (_, index) => Math.cos(index / 7))
    const kept = [...thin(epochs(5000), ys, axis(0, 4999), 100)]
    expect([kept[0], kept.at(-1)]).toEqual([0, 4999])
  })

  it('leaves out what the axis does not show, but for one neighbour on either side', () => {
    const ys = epochs(1000)
    const kept = [...thin(epochs(1000), ys, axis(100.5, 110.5), 400)]
    expect(kept).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111])
  })

  it('leaves out what has no place on a logarithmic axis', () => {
    const kept = [...thin(epochs(5), epochs(5), axis(1, 4, 'logarithmic'), 400)]
    expect(kept).toEqual([1, 2, 3, 4])
  })

  it('breaks the line where a value is not finite', () => {
    const ys = Float64Array.of(1, 2, NaN, NaN, 3, 4)
    expect([...thin(epochs(6), ys, axis(0, 5), 400)]).toEqual([0, 1, 2, 4, 5])
  })

  it('shows in each column the lowest and the highest of all its points', () => {
    const series = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 60 }), (values, pixels) => {
        const ys = Float64Array.from(values)
        const xs = epochs(ys.length)
        const last = Math.max(1, ys.length - 1)
        const kept = [...thin(xs, ys, axis(0, last), pixels)]
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
        const column = (index: number) => Math.floor((index * pixels) / last)
        for (const index of xs) {
          const there = kept.filter((other) => column(other) === column(index)).map((other) => ys[other] ?? NaN)
          expect(Math.min(...there)).toBeLessThanOrEqual(ys[index] ?? NaN)
          expect(Math.max(...there)).toBeGreaterThanOrEqual(ys[index] ?? NaN)
        }
      }),
    )
  })
})
