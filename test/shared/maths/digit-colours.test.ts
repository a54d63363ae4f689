import { describe, expect, it } from 'vitest'
import { digitColours } from '../../../src/shared/maths/digit-colours.ts'
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
