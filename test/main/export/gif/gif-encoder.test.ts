import { describe, expect, it } from 'vitest'
import type { Figure } from '../../../../src/main/export/figures/figure.ts'
import { ManifoldFigure } from '../../../../src/main/export/figures/manifold.ts'
import { ScatterFigure } from '../../../../src/main/export/figures/scatter.ts'
import { AnimationEncoder, type AnimationOptions } from '../../../../src/main/export/gif/gif-encoder.ts'
import { digitPalette, labelPalette } from '../../../../src/main/export/gif/palettes.ts'
import { greysReversed } from '../../../../src/shared/maths/colour-maps.ts'
import { labelColours } from '../../../../src/shared/maths/label-colours.ts'
import { readGif } from './read-gif.ts'

const greyPalette = digitPalette('Greys_r')
const digits = Array.from({ length: 10 }, (_, digit) => digit)
const colours = labelColours('coolwarm', digits)
const scatterPalette = labelPalette(colours)

function animate<Frame>(figure: Figure<Frame>, options: AnimationOptions, frames: readonly Frame[]) {
  const encoder = new AnimationEncoder(figure, options)
  const parts = frames.map((frame) => Buffer.from(encoder.encode(frame)))
  return readGif(Buffer.concat([...parts, encoder.finish()]))
}

/** Of each frame, the strip above the axes. */
const titles = (gif: ReturnType<typeof readGif>) =>
  Array.from({ length: gif.frames }, (_, index) => Buffer.from(gif.frame(index).rgba.subarray(0, 95 * 800 * 4)))

describe('the manifold animation', () => {
  // Digit (row, column) is one flat grey of its own, so that it can be recognised anywhere inside.
  const side = 15
  const grey = (row: number, column: number) => (row * side + column + 7) % 256
  const flat = (shift: number) =>
    Uint8Array.from({ length: side * side * 28 * 28 }, (_, index) => {
      const digit = Math.floor(index / 784)
      return (grey(Math.floor(digit / side), digit % side) + shift) % 256
    })
  const gif = animate(new ManifoldFigure({ side, height: 28, width: 28, latentDim: 2 }), { palette: greyPalette, delay: 100 }, [
    { epoch: 0, manifold: flat(0) },
    { epoch: 1, manifold: flat(100) },
    { epoch: 999, manifold: flat(0) },
  ])

  it('is 800 × 800, 100 ms a frame, and loops for ever', () => {
    expect([gif.width, gif.height, gif.frames, gif.loops]).toEqual([800, 800, 3, 0])
    expect(gif.delays).toEqual([100, 100, 100])
  })

  it('has each digit at its place in its exact grey', () => {
    for (const [frame, shift] of [0, 100, 0].entries()) {
      const { at } = gif.frame(frame)
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const level = greysReversed[(grey(row, column) + shift) % 256]
          const x = Math.floor(102 + ((column + 0.5) * 616) / side)
          const y = Math.floor(96 + ((row + 0.5) * 616) / side)
          expect(at(x, y)).toEqual([level, level, level])
        }
      }
    }
  })

  it('fills the square that matplotlib gives it and has no axes around', () => {
    const { at } = gif.frame(0)
    const white = [255, 255, 255]
    expect(at(102, 96)).not.toEqual(white)
    expect(at(717, 711)).not.toEqual(white)
    for (let step = 0; step < 800; step++) {
      expect(at(101, step)).toEqual(white)
      expect(at(718, step)).toEqual(white)
      expect(at(step, 712)).toEqual(white)
      expect(at(step, 95)).toEqual(white)
    }
  })

  it('has a title that tells the epochs apart', () => {
    const [first, second, third] = titles(gif)
    for (const title of [first, second, third]) expect(title?.some((byte) => byte < 100)).toBe(true)
    expect(first?.equals(second ?? Buffer.of())).toBe(false)
    expect(second?.equals(third ?? Buffer.of())).toBe(false)
  })
})

describe('the manifold of other images', () => {
  it('keeps each source pixel where there is one for one', () => {
    // 14 digits of 44 pixels are exactly the 616 pixels of the square.
    const manifold = Uint8Array.from({ length: 616 * 616 }, (_, index) => (index * 31) % 256)
    const figure = new ManifoldFigure({ side: 14, height: 44, width: 44, latentDim: 2 })
    const { at } = animate(figure, { palette: greyPalette, delay: 100 }, [{ epoch: 0, manifold }]).frame(0)
    for (let row = 0; row < 616; row += 5) {
      for (let column = 0; column < 616; column += 3) {
        const digit = Math.floor(row / 44) * 14 + Math.floor(column / 44)
        const level = greysReversed[manifold[(digit * 44 + (row % 44)) * 44 + (column % 44)] ?? 0]
        expect(at(102 + column, 96 + row)).toEqual([level, level, level])
      }
    }
  })

  it('keeps the proportions of images that are not square', () => {
    const figure = new ManifoldFigure({ side: 2, height: 20, width: 10, latentDim: 2 })
    const { at } = animate(figure, { palette: greyPalette, delay: 100 }, [{ epoch: 0, manifold: new Uint8Array(800) }]).frame(0)
    expect([at(410, 96), at(410, 711), at(256, 400), at(563, 400)]).toEqual(Array(4).fill([0, 0, 0]))
    expect([at(255, 400), at(564, 400)]).toEqual(Array(2).fill([255, 255, 255]))
  })
})

describe('the scatter animation', () => {
  // One point a label, on a row well apart from each other; then all of them moved up.
  const labels = Uint8Array.from({ length: 10 }, (_, label) => label)
  const along = (label: number) => -4.5 + label
  const row = (height: number) => Float32Array.from([...labels].flatMap((label) => [along(label), height]))
  const place = (z0: number, z1: number): [number, number] => [
    Math.floor(100 + ((z0 + 5) / 10) * 496),
    Math.floor(96 + ((5 - z1) / 10) * 616),
  ]
  const gif = animate(new ScatterFigure({ labels, classes: digits, latentDim: 2 }), { palette: scatterPalette, delay: 150 }, [
    { epoch: 0, latents: row(1) },
    { epoch: 41, latents: row(3) },
  ])

  it('is 800 × 800, 150 ms a frame, and loops for ever', () => {
    expect([gif.width, gif.height, gif.frames, gif.loops]).toEqual([800, 800, 2, 0])
    expect(gif.delays).toEqual([150, 150])
  })

  it("shows each point at its place in its label's exact colour, and not where it was before", () => {
    for (const [frame, height] of [1, 3].entries()) {
      const { at } = gif.frame(frame)
      for (const label of labels) {
        expect(at(...place(along(label), height))).toEqual([...colours.of(label)])
        expect(at(...place(along(label), 4 - height))).toEqual([255, 255, 255])
      }
    }
  })

  it('draws circles of 6.7 pixels', () => {
    const { at } = gif.frame(0)
    const [x, y] = place(along(0), 1)
    const dark = (value: number[]) => 1 - ((value[0] ?? 0) - 59) / (255 - 59)
    let width = 0
    for (let step = -8; step <= 8; step++) width += dark(at(x + step, y))
    expect(width).toBeGreaterThan(6.2)
    expect(width).toBeLessThan(7.2)
  })

  it('has axes, ticks and a colour bar from blue to red', () => {
    const { at } = gif.frame(1)
    const black = [0, 0, 0]
    expect([at(100, 300), at(596, 300), at(300, 96), at(300, 712)]).toEqual(Array(4).fill(black))
    // Ticks at −4 and 4 of both axes, at 0 and 9 of the bar.
    const [left] = place(-4, 0)
    const [right] = place(4, 0)
    expect([at(left + 1, 715), at(right, 715), at(97, 650), at(97, 158)]).toEqual(Array(4).fill(black))
    expect([at(661, 96), at(661, 712)]).toEqual(Array(2).fill(black))
    const blue = at(640, 708)
    const red = at(640, 100)
    expect((blue[2] ?? 0) - (blue[0] ?? 0)).toBeGreaterThan(100)
    expect((red[0] ?? 0) - (red[2] ?? 0)).toBeGreaterThan(100)
  })

  it('has a title that tells the epochs apart', () => {
    const [first, second] = titles(gif)
    expect(first?.some((byte) => byte < 100)).toBe(true)
    expect(first?.equals(second ?? Buffer.of())).toBe(false)
  })

  it('takes dimensions 0 and 1 of many', () => {
    const figure = new ScatterFigure({ labels: Uint8Array.of(9), classes: digits, latentDim: 4 })
    const options = { palette: scatterPalette, delay: 150 }
    const many = animate(figure, options, [{ epoch: 0, latents: Float32Array.of(2, -3, 1, 1) }]).frame(0)
    expect(many.at(...place(2, -3))).toEqual([180, 4, 38])
  })

  it('leaves out what is beyond the axes or not a number', () => {
    const points = Float32Array.of(7, 0, 0, -9, NaN, 0, 0, Infinity, 1, 1)
    const figure = new ScatterFigure({ labels: new Uint8Array(5), classes: digits, latentDim: 2 })
    const options = { palette: scatterPalette, delay: 150 }
    const { at } = animate(figure, options, [{ epoch: 0, latents: points }]).frame(0)
    expect(at(...place(1, 1))).toEqual([59, 76, 192])
    expect(at(...place(7, 0))).toEqual([255, 255, 255])
    expect(at(...place(0, 0))).toEqual([255, 255, 255])
  })
})
