import { describe, expect, it } from 'vitest'
import { PaletteMapper } from '../../../../src/main/export/gif/palette-mapper.ts'
import { digitPalette, labelPalette } from '../../../../src/main/export/gif/palettes.ts'
import { coolwarm, type Rgb } from '../../../../src/shared/maths/colour-maps.ts'
import { digitColourNames } from '../../../../src/shared/maths/digit-colours.ts'
import { labelColourNames, labelColours } from '../../../../src/shared/maths/label-colours.ts'

const greyPalette = digitPalette('Greys_r')
const upTo = (last: number, first = 0) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const digits = upTo(9)
const coloursOfDigits = labelColours('coolwarm', digits)
const scatterPalette = labelPalette(coloursOfDigits)
const labelSets = [digits, [12, 21, 30], upTo(26, 1), upTo(46), upTo(61), upTo(255), [7], []]
const allLabelColours = labelColourNames.flatMap((name) => labelSets.map((labels) => labelColours(name, labels)))

const through = (palette: readonly Rgb[], colours: readonly Rgb[]) => {
  const indices = new PaletteMapper(palette).map(Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255])))
  return [...indices].map((index) => palette[index])
}

describe('palettes', () => {
  it('have at most 256 colours, none twice', () => {
    for (const palette of [...digitColourNames.map(digitPalette), ...allLabelColours.map(labelPalette)]) {
      expect(palette.length).toBeLessThanOrEqual(256)
      expect(new Set(palette.map((colour) => colour.join())).size).toBe(palette.length)
    }
  })

  it('keep every grey of a grey figure', () => {
    const greys = Array.from({ length: 256 }, (_, grey): Rgb => [grey, grey, grey])
    expect(through(greyPalette, greys)).toEqual(greys)
  })

  it("keep the ten labels' colours, black and white in the scatter", () => {
    const exact: Rgb[] = [...digits.map(coloursOfDigits.of), [0, 0, 0], [255, 255, 255]]
    expect(through(scatterPalette, exact)).toEqual(exact)
  })

  it('keep the colours of up to 240 labels, and come near to those of more', () => {
    for (const colours of allLabelColours) {
      const exact = colours.labels.map(colours.of)
      const shown = through(labelPalette(colours), [...exact, [0, 0, 0], [255, 255, 255]])
      const distances = exact.map((colour, index) => Math.hypot(...colour.map((channel, at) => channel - (shown[index]?.[at] ?? NaN))))
      expect(Math.max(0, ...distances)).toBeLessThanOrEqual(exact.length > 240 && colours.note === null ? 6 : 0)
      expect(shown.slice(-2)).toEqual([[0, 0, 0], [255, 255, 255]])
    }
  })

  it('show the colour bar without visible steps', () => {
    const distances = through(scatterPalette, coolwarm).map((shown, index) =>
      Math.hypot(...(shown ?? []).map((channel, at) => channel - (coolwarm[index]?.[at as 0 | 1 | 2] ?? NaN))),
    )
    expect(Math.max(...distances)).toBeLessThan(6)
  })
})

describe('PaletteMapper', () => {
  it('takes the nearest colour', () => {
    const palette: Rgb[] = [
      [0, 0, 0],
      [255, 0, 0],
      [0, 0, 255],
    ]
    expect(through(palette, [[140, 20, 20], [10, 20, 30], [30, 30, 200], [255, 0, 0]])).toEqual([
      palette[1],
      palette[0],
      palette[2],
      palette[1],
    ])
  })
})
