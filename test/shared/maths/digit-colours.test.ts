import { describe, expect, it } from 'vitest'
import { digitColours } from '../../../src/shared/maths/digit-colours.ts'
import { labelColours } from '../../../src/shared/maths/label-colours.ts'
import { matplotlibBluesReversed, matplotlibYellowGreenBlueReversed } from './matplotlib-colour-maps.ts'

const hexadecimal = (bytes: Iterable<number>) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

describe('digitColours', () => {
  it('equal matplotlib in all 256 entries', () => {
    expect(hexadecimal(digitColours.Blues_r.flat())).toBe(matplotlibBluesReversed)
    expect(hexadecimal(digitColours.YlGnBu_r.flat())).toBe(matplotlibYellowGreenBlueReversed)
  })

  it('have Greys as Greys_r the other way round', () => {
    expect(digitColours.Greys).toEqual([...digitColours.Greys_r].reverse())
    expect(digitColours.Greys_r[255]).toEqual([255, 255, 255])
  })
})

describe('labelColours', () => {
  it('place each label where the bar has its colour', () => {
    for (const colours of Object.values(labelColours)) {
      for (let label = 0; label < 10; label++) expect(colours.bar(colours.place(label))).toEqual(colours.of(label))
    }
  })

  it('give ten distinct colours, and one to every label', () => {
    const colours = Array.from({ length: 10 }, (_, label) => labelColours.tab10.of(label).join())
    expect(new Set(colours).size).toBe(10)
    expect(labelColours.tab10.of(25)).toEqual(labelColours.tab10.of(5))
  })
})
