import { describe, expect, it } from 'vitest'
import { mosaic } from '../../../../src/main/export/figures/mosaic.ts'

describe('mosaic', () => {
  it('puts digit (row, column) at its place', () => {
    // Digits of 2 × 1 pixels; each pixel says which it is.
    const digits = Uint8Array.from({ length: 2 * 3 * 2 }, (_, index) => 10 * index)
    const { pixels, width, height } = mosaic(digits, 2, 3, 2, 1)
    expect([width, height]).toEqual([3, 4])
    const places = [
      [0, 20, 40],
      [10, 30, 50],
      [60, 80, 100],
      [70, 90, 110],
    ]
    expect([...pixels]).toEqual(places.flat())
  })
})
