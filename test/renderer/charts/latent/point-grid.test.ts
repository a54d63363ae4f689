import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { density, densitySide } from '../../../../src/renderer/charts/latent/density.ts'
import { PointGrid } from '../../../../src/renderer/charts/latent/point-grid.ts'

const coordinate = fc.float({ min: -6, max: 6, noNaN: true })
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 300 }).map((pairs) => Float32Array.from(pairs.flat()))

describe('the nearest point', () => {
  it('is the one that looking at all of them finds', () => {
    fc.assert(
      fc.property(points, coordinate, coordinate, fc.double({ min: 0.01, max: 8, noNaN: true }), (values, x, y, radius) => {
        const distance = (i: number) => Math.hypot((values[2 * i] ?? 0) - x, (values[2 * i + 1] ?? 0) - y)
        const wanted = (i: number) => i % 3 !== 0
        const all = Array.from({ length: values.length / 2 }, (_, i) => i).filter((i) => wanted(i) && distance(i) <= radius)
        const least = Math.min(...all.map(distance))
        const found = new PointGrid(values).nearest({ x, y }, radius, wanted)
        if (all.length === 0) expect(found).toBe(-1)
        else expect(distance(found)).toBeCloseTo(least, 6)
      }),
    )
  })

  it('is found among points that are all the same', () => {
    expect(new PointGrid(Float32Array.of(1, 1, 1, 1)).nearest({ x: 1, y: 1 }, 0.1)).toBeGreaterThanOrEqual(0)
    expect(new PointGrid(new Float32Array(0)).nearest({ x: 1, y: 1 }, 9)).toBe(-1)
  })
})

describe('density', () => {
  const view = { x: 0, y: 0, half: 5 }
  const at = (values: Float32Array, column: number, row: number) => values[row * densitySide + column] ?? NaN

  it('is greatest where most points lie, with y upwards', () => {
    const values = density(Float32Array.of(2.5, 2.5, 2.5, 2.5, -2.5, -2.5), () => true, view)
    expect(Math.max(...values)).toBe(1)
    expect(at(values, 96, 32)).toBe(1)
    expect(at(values, 32, 96)).toBeCloseTo(0.5, 5)
    expect(at(values, 32, 32)).toBe(0)
  })

  it('counts only what is shown, and nothing from outside', () => {
    expect(Math.max(...density(Float32Array.of(0, 0, 9, 9), (index) => index > 0, view))).toBe(0)
  })
})
