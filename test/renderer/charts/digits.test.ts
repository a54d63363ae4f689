import { describe, expect, it } from 'vitest'
import { imageBox, tilesHeight } from '../../../src/renderer/charts/digits.ts'

const images = (width: number, height: number, count: number) => ({ bytes: new Uint8Array(count * width * height), width, height })

describe('a grid of images', () => {
  it.each([
    [28, 28],
    [28, 14],
    [14, 28],
    [32, 20],
    [5, 1],
  ])('of %d × %d is as high as all its rows and the gaps between them', (width, height) => {
    const [columns, gap, rows, across] = [24, 1, 40, 671]
    const tile = (across + gap) / columns - gap
    const exact = rows * tile * (height / width) + (rows - 1) * gap
    expect(tilesHeight(images(width, height, columns * rows - 5), { columns, gap }, across)).toBe(Math.ceil(exact))
  })

  it('has no height without images', () => {
    expect(tilesHeight(images(28, 28, 0), { columns: 24, gap: 1 }, 600)).toBe(0)
  })
})

describe('the box of one image', () => {
  it.each([
    [28, 28, 64, 64],
    [14, 28, 32, 64],
    [28, 14, 64, 32],
    [32, 20, 64, 40],
    [20, 32, 40, 64],
    [1, 128, 1, 64],
  ])('of %d × %d has its aspect: %d × %d', (width, height, across, down) => {
    expect(imageBox({ width, height }, 64)).toEqual({ width: across, height: down })
  })
})
