import { describe, expect, it } from 'vitest'
import { bound, toyModels } from '../../../src/shared/maths/toy-vae.ts'
import { fitted } from '../../../src/renderer/views/theory/fit-bound.ts'
import { Plot } from '../../../src/renderer/views/theory/plot.ts'

describe('Plot', () => {
  const plot = new Plot({ x: [-2, 2], y: [0, 1] }, 400, 100)

  it('places numbers, x to the right and y upwards', () => {
    expect([plot.x(-2), plot.x(0), plot.x(2)]).toEqual([0, 200, 400])
    expect([plot.y(0), plot.y(0.25), plot.y(1)]).toEqual([100, 75, 0])
  })

  it('gives the number at a place, within the range', () => {
    expect([plot.valueAt(-1), plot.valueAt(0.25), plot.valueAt(3)]).toEqual([-2, -1, 2])
  })

  it('draws a function from end to end, and closes its area along the foot', () => {
    expect(plot.curve((x) => x / 2, 3)).toBe('M0.00 200.00L200.00 100.00L400.00 0.00')
    expect(plot.area(() => 1, 2)).toBe('M0.00 0.00L400.00 0.00L400 100L0 100Z')
  })
})

describe('fitted', () => {
  it('finds the posterior where Q can be it', () => {
    const { mean, deviation } = fitted(toyModels.straight, 1, { mean: -0.8, deviation: 0.9 })
    const variance = 1 + 0.6 ** 2
    expect(mean).toBeCloseTo(1 / variance, 1)
    expect(deviation).toBeCloseTo(0.6 / Math.sqrt(variance), 1)
    expect(bound(toyModels.straight, 1, { mean, deviation }).gap).toBeLessThan(1e-3)
  })

  it('settles on one of two peaks, where it cannot', () => {
    const q = fitted(toyModels.folded, 1, { mean: -0.8, deviation: 0.9 })
    expect(q.mean).toBeLessThan(-0.8)
    expect(bound(toyModels.folded, 1, q).gap).toBeGreaterThan(0.3)
  })
})
