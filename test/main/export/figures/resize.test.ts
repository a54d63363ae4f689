import { describe, expect, it } from 'vitest'
import { AreaResizer } from '../../../../src/main/export/figures/resize.ts'

const resize = (pixels: number[], width: number, height: number, toWidth: number, toHeight: number) => [
  ...new AreaResizer({ width, height }, { width: toWidth, height: toHeight }).resize({
    pixels: Uint8Array.from(pixels),
    width,
    height,
  }),
]

describe('AreaResizer', () => {
  it('copies at the same size and repeats at whole multiples', () => {
    expect(resize([1, 2, 3, 4], 2, 2, 2, 2)).toEqual([1, 2, 3, 4])
    expect(resize([10, 200], 2, 1, 6, 2)).toEqual([10, 10, 10, 200, 200, 200, 10, 10, 10, 200, 200, 200])
  })

  it('mixes two pixels by the area each has under a target pixel', () => {
    expect(resize([0, 90], 2, 1, 3, 1)).toEqual([0, 45, 90])
    expect(resize([0, 100, 200], 3, 1, 2, 1)).toEqual([33, 167])
  })

  it('takes the mean where it shrinks', () => {
    expect(resize([0, 100, 50, 250], 2, 2, 1, 1)).toEqual([100])
  })

  it('keeps the mean and the extremes at the scale of the manifold figure', () => {
    const pixels = Array.from({ length: 420 }, (_, index) => (index * 97) % 256)
    const resized = resize(pixels, 420, 1, 616, 1)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(resized)).toBeCloseTo(mean(pixels), 0)
    expect(Math.min(...resized)).toBe(0)
    expect(Math.max(...resized)).toBeGreaterThanOrEqual(253)
  })
})
