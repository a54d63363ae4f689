import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, homeViewport, moved, roundTicks, toPixels, toPlane, zoomed } from '../../../../src/renderer/charts/latent/viewport.ts'

const box = { left: 40, top: 4, side: 400 }
const coordinate = fc.double({ min: -20, max: 20, noNaN: true })
const viewport = fc.record({ x: coordinate, y: coordinate, half: fc.double({ min: 0.1, max: 50, noNaN: true }) })

describe('the part of the plane in view', () => {
  it('is ±5 at first, y growing upwards', () => {
    expect(toPixels(homeViewport, box, { x: -5, y: 5 })).toEqual({ x: 40, y: 4 })
    expect(toPixels(homeViewport, box, { x: 5, y: -5 })).toEqual({ x: 440, y: 404 })
    expect(contains(homeViewport, { x: 5, y: -5 })).toBe(true)
    expect(contains(homeViewport, { x: 5.1, y: 0 })).toBe(false)
  })

  it('has a point for each pixel and back', () => {
    fc.assert(
      fc.property(viewport, coordinate, coordinate, (view, x, y) => {
        const back = toPlane(view, box, toPixels(view, box, { x, y }))
        expect(back.x).toBeCloseTo(x, 6)
        expect(back.y).toBeCloseTo(y, 6)
      }),
    )
  })

  it('zooms about the pointer, within limits', () => {
    fc.assert(
      fc.property(viewport, coordinate, coordinate, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, x, y, factor) => {
        const before = toPixels(view, box, { x, y })
        const after = toPixels(zoomed(view, factor, { x, y }), box, { x, y })
        expect(after.x).toBeCloseTo(before.x, 6)
        expect(after.y).toBeCloseTo(before.y, 6)
      }),
    )
    expect(zoomed(homeViewport, 1e9, { x: 0, y: 0 }).half).toBe(200)
    expect(zoomed(homeViewport, 1e-9, { x: 0, y: 0 }).half).toBe(0.05)
  })

  it('moves', () => {
    expect(moved(homeViewport, { x: 1, y: -2 })).toEqual({ x: 1, y: -2, half: 5 })
  })
})

describe('ticks', () => {
  it('are round numbers within the view', () => {
    expect(roundTicks(0, 5).map(({ tick }) => tick.label)).toEqual(['−4', '−2', '0', '2', '4'])
    expect(roundTicks(0.35, 0.1).map(({ tick }) => tick.label)).toEqual(['0.25', '0.30', '0.35', '0.40', '0.45'])
  })

  it('are never few or many', () => {
    fc.assert(
      fc.property(coordinate, fc.double({ min: 0.05, max: 200, noNaN: true }), (middle, half) => {
        const ticks = roundTicks(middle, half)
        expect(ticks.length).toBeGreaterThanOrEqual(3)
        expect(ticks.length).toBeLessThanOrEqual(10)
        for (const { tick } of ticks) {
          expect(tick.at).toBeGreaterThan(-1e-6)
          expect(tick.at).toBeLessThan(1 + 1e-6)
        }
      }),
    )
  })
})
