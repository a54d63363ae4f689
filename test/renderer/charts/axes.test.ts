import { describe, expect, it } from 'vitest'
import { fittedBox, plotBox, sizeAround, tickLabel } from '../../../src/renderer/charts/axes.ts'

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

describe('a plot that is not square', () => {
  it.each([
    [14, 28],
    [28, 14],
    [32, 20],
    [20, 32],
  ])('keeps %d × %d, centred, within the figure', (across, down) => {
    for (const size of [{ width: 380, height: 330, ratio: 1 }, { width: 251, height: 400, ratio: 1.5 }]) {
      const { left, top, width, height } = fittedBox(size, across / down)
      expect(width / height).toBeCloseTo(across / down, 1)
      expect(left + width).toBeLessThanOrEqual(size.width)
      expect(top + height).toBeLessThanOrEqual(size.height)
      expect(Math.max(width / (size.width - 46), height / (size.height - 24))).toBeGreaterThan(0.98)
    }
  })

  it('fills a figure that was made for it', () => {
    const { width, height } = fittedBox({ ...sizeAround({ width: 700, height: 350 }), ratio: 2 }, 2)
    expect([width, height]).toEqual([700, 350])
  })
})

describe('a tick’s number', () => {
  it('has a true minus sign, and as many digits as asked for', () => {
    expect([-4, 0].map((value) => tickLabel(value))).toEqual(['−4', '0'])
    expect([0, 1.6449, -1.6449, -1e-4].map((value) => tickLabel(value, 2))).toEqual(['0.00', '1.64', '−1.64', '0.00'])
  })
})
