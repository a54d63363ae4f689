import { describe, expect, it } from 'vitest'
import { categoricalColour, colourIndex, coolwarm, coolwarmForLabel, greysReversed, tab10 } from '../../../src/shared/maths/colour-maps.ts'
import { matplotlibCoolwarm, matplotlibGreysReversed, matplotlibTab10 } from './matplotlib-colour-maps.ts'

const hexadecimal = (bytes: Iterable<number>) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

describe('coolwarm', () => {
  it('equals matplotlib in all 256 entries', () => {
    expect(coolwarm).toHaveLength(256)
    expect(hexadecimal(coolwarm.flat())).toBe(matplotlibCoolwarm)
  })

  it('gives each of the ten labels its colour', () => {
    expect(Array.from({ length: 10 }, (_, label) => coolwarmForLabel(label))).toEqual([
      [59, 76, 192],
      [93, 124, 230],
      [132, 167, 252],
      [170, 199, 253],
      [205, 217, 236],
      [234, 212, 200],
      [247, 184, 156],
      [241, 143, 113],
      [217, 88, 71],
      [180, 4, 38],
    ])
  })

  it('clamps labels outside 0 to 9', () => {
    expect(coolwarmForLabel(25)).toEqual([180, 4, 38])
  })
})

describe('greysReversed', () => {
  it('equals matplotlib in all 256 entries', () => {
    expect(hexadecimal(greysReversed)).toBe(matplotlibGreysReversed)
  })
})

describe('colourIndex', () => {
  it('takes the nearest entry', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((label) => colourIndex(label, 0, 9))).toEqual([
      0, 28, 57, 85, 113, 142, 170, 198, 227, 255,
    ])
  })

  it('clamps what lies outside', () => {
    expect([-3, 12].map((value) => colourIndex(value, 0, 9))).toEqual([0, 255])
  })
})

describe('tab10', () => {
  it('equals matplotlib in all ten entries', () => {
    expect(tab10.map((rgb) => rgb.map((channel) => channel / 255))).toEqual(matplotlibTab10)
  })
})

describe('the colours of up to twenty labels', () => {
  it('are all different, and tab10 for the first ten', () => {
    const labels = [...Array(20).keys()]
    expect(labels.slice(0, 10).map(categoricalColour)).toEqual(tab10)
    expect(new Set(labels.map((label) => categoricalColour(label).join())).size).toBe(20)
    expect(new Set(labels.map((label) => coolwarmForLabel(label, 20).join())).size).toBe(20)
    expect(coolwarmForLabel(19, 20)).toEqual(coolwarmForLabel(9))
  })
})
