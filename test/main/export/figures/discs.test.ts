import { describe, expect, it } from 'vitest'
import { paintDisc } from '../../../../src/main/export/figures/discs.ts'
import { Raster } from '../../../../src/main/export/figures/raster.ts'

const red = (raster: Raster, x: number, y: number) => raster.rgba[4 * (y * raster.width + x)]

describe('paintDisc', () => {
  it('covers the area of a circle and leaves the rest alone', () => {
    const raster = new Raster(20, 20)
    paintDisc(raster, 9.3, 10.8, 10 / 3, 0, 0, 0)
    let covered = 0
    for (let pixel = 0; pixel < 400; pixel++) covered += 1 - (raster.rgba[4 * pixel] ?? 0) / 255
    expect(covered).toBeCloseTo(Math.PI * (10 / 3) ** 2, 0)
    expect(red(raster, 9, 10)).toBe(0)
    expect(red(raster, 0, 0)).toBe(255)
    expect(red(raster, 14, 10)).toBe(255)
  })

  it('is opaque in its middle, whatever lies below', () => {
    const raster = new Raster(12, 12)
    paintDisc(raster, 6, 6, 4, 200, 100, 50)
    paintDisc(raster, 6, 6, 3, 1, 2, 3)
    expect([...raster.rgba.subarray(4 * (6 * 12 + 6), 4 * (6 * 12 + 6) + 4)]).toEqual([1, 2, 3, 255])
  })

  it('is cut off at the border and nowhere wraps round', () => {
    const raster = new Raster(8, 8)
    paintDisc(raster, 0, 4, 3, 0, 0, 0)
    expect(red(raster, 0, 4)).toBe(0)
    for (let y = 0; y < 8; y++) expect(red(raster, 7, y)).toBe(255)
    paintDisc(raster, -50, 400, 3, 0, 0, 0)
    expect(red(raster, 7, 7)).toBe(255)
  })
})
