import { describe, expect, it } from 'vitest'
import { colourIndex, coolwarm, greysReversed, tab10 } from '../../../src/shared/maths/colour-maps.ts'
import { matplotlibCoolwarm, matplotlibGreysReversed, matplotlibTab10 } from './matplotlib-colour-maps.ts'

const hexadecimal = (bytes: Iterable<number>) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

describe('coolwarm', () => {
  it('equals matplotlib in all 256 entries', () => {
    expect(coolwarm).toHaveLength(256)
    expect(hexadecimal(coolwarm.flat())).toBe(matplotlibCoolwarm)
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
