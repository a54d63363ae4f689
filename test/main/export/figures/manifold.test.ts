import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { ManifoldFigure } from '../../../../src/main/export/figures/manifold.ts'

/** Digits of one flat level each, and how many pixels of the picture are dark in a row of them. */
function drawn(latentDim: number, levels: (row: number, column: number) => number) {
  const side = 15
  const figure = new ManifoldFigure({ side, height: 28, width: 28, latentDim })
  const context = createCanvas(figure.width, figure.height).getContext('2d')
  const manifold = new Uint8Array(side * side * 784)
  for (let digit = 0; digit < side * side; digit++) manifold.fill(levels(Math.floor(digit / side), digit % side), digit * 784, (digit + 1) * 784)
  figure.draw(context, { epoch: 2, manifold })
  const { data } = context.getImageData(0, 0, figure.width, figure.height)
  const red = (x: number, y: number) => data[4 * (y * figure.width + x)] ?? -1
  const darkBelow = (y: number) => {
    let dark = 0
    for (let row = y; row < figure.height; row++) for (let x = 0; x < figure.width; x++) if (red(x, row) < 128) dark++
    return dark
  }
  return { figure, red, darkBelow }
}

describe('the manifold', () => {
  it('has nothing around it in two dimensions, as in the tutorial', () => {
    expect(drawn(2, () => 255).darkBelow(713)).toBe(0)
  })

  it('says which dimensions of many it shows, and what the others are held at', () => {
    expect(drawn(8, () => 255).darkBelow(713)).toBeGreaterThan(200)
  })

  it('is one row of a single dimension, whose other rows would be alike', () => {
    const { figure, red, darkBelow } = drawn(1, (_, column) => (column % 2 === 0 ? 255 : 0))
    expect(figure.width).toBe(800)
    expect(figure.height).toBeLessThan(160)
    const middle = (column: number) => Math.round(100 + ((column + 0.5) * 620) / 15)
    const levels = Array.from({ length: 15 }, (_, column) => red(middle(column), 50))
    expect(levels).toEqual(levels.map((_, column) => (column % 2 === 0 ? 255 : 0)))
    // The values of z₀ and what they are.
    expect(darkBelow(80)).toBeGreaterThan(200)
  })
})
