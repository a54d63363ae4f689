import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpolation, linear, spherical } from '../../../src/shared/maths/interpolation.ts'

const length = (code: Float32Array) => Math.hypot(...code)

describe('interpolation between two codes', () => {
  it('begins and ends with them', () => {
    for (const path of [linear, spherical]) {
      const codes = interpolation(path, Float32Array.of(1, 0), Float32Array.of(0, 2), 5)
      expect([...codes.slice(0, 2)]).toEqual([1, 0])
      expect(codes[8]).toBeCloseTo(0, 6)
      expect(codes[9]).toBeCloseTo(2, 6)
    }
  })

  it('is even on the straight line', () => {
    expect([...interpolation(linear, Float32Array.of(0, 4), Float32Array.of(4, 0), 5)]).toEqual([0, 4, 1, 3, 2, 2, 3, 1, 4, 0])
  })

  it('keeps its distance from the origin on the arc', () => {
    const coordinate = fc.double({ min: 0.1, max: 3, noNaN: true })
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 5, maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, t) => {
        const from = Float32Array.from(values)
        const to = Float32Array.from(values.map((value, i) => (i === 0 ? -value : value)))
        expect(length(spherical(from, to, t))).toBeCloseTo(length(from), 4)
      }),
    )
    const middle = spherical(Float32Array.of(2, 0), Float32Array.of(0, 2), 0.5)
    expect(middle[0]).toBeCloseTo(Math.SQRT2, 6)
    expect(middle[1]).toBeCloseTo(Math.SQRT2, 6)
  })

  it('takes the straight line where there is no one arc', () => {
    expect([...spherical(Float32Array.of(1, 0), Float32Array.of(-1, 0), 0.25)]).toEqual([0.5, 0])
    expect([...spherical(Float32Array.of(1, 1), Float32Array.of(3, 3), 0.5)]).toEqual([2, 2])
    expect([...spherical(Float32Array.of(0, 0), Float32Array.of(3, 3), 0.5)]).toEqual([1.5, 1.5])
  })
})
