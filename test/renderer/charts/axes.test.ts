import { describe, expect, it } from 'vitest'
import { plotBox, tickLabel } from '../../../src/renderer/charts/axes.ts'

describe('the square of a figure', () => {
  it('is as large as fits, on whole device pixels at any ratio', () => {
    for (const ratio of [1, 1.25, 1.5, 2]) {
      for (const [width, height] of [
        [380, 330],
        [251.6, 400.2],
      ] as const) {
        const { left, top, side } = plotBox({ width, height, ratio })
        expect(left + side).toBeLessThanOrEqual(width)
        expect(top + side).toBeLessThanOrEqual(height)
        expect(side).toBeGreaterThan(Math.min(width, height) - 60)
        for (const length of [left, side]) expect(Math.abs(length * ratio - Math.round(length * ratio))).toBeLessThan(1e-6)
      }
    }
  })

  it('vanishes rather than turning inside out', () => {
    expect(plotBox({ width: 10, height: 10, ratio: 1 }).side).toBe(0)
  })
})

describe('a tick’s number', () => {
  it('has a true minus sign and a plain zero', () => {
    expect([-4, 0].map((value) => tickLabel(value))).toEqual(['−4', '0'])
    expect([0, 1.6449, -1.6449, -1e-4].map((value) => tickLabel(value, 2))).toEqual(['0', '1.64', '−1.64', '0.00'])
  })
})
