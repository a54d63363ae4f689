import { describe, expect, it } from 'vitest'
import { legendLayout, legendTextOffset, shortened } from '../../../src/renderer/charts/legend-layout.ts'

const room = { left: 16, top: 40, width: 744 }

describe('the legend of a saved figure', () => {
  it.each([1, 3, 10, 26, 47, 62, 256])('keeps %i labels within the picture, no two on top of each other', (count) => {
    for (const width of [8, 16, 60, 2000]) {
      const { places, height, textWidth } = legendLayout(Array<number>(count).fill(width), room)
      expect(places).toHaveLength(count)
      for (const { left, top } of places) {
        expect(left).toBeGreaterThanOrEqual(room.left)
        expect(left + legendTextOffset + textWidth).toBeLessThanOrEqual(room.left + room.width)
        expect(top).toBeGreaterThan(room.top)
        expect(top).toBeLessThan(room.top + height)
      }
      expect(new Set(places.map(({ left, top }) => `${left} ${top}`)).size).toBe(count)
    }
  })

  it('has three rows of 47 numbers', () => {
    expect(legendLayout(Array<number>(47).fill(15), room).height).toBe(3 * 18)
  })

  it('cuts long names short', () => {
    const widthOf = (text: string) => 7 * text.length
    expect(shortened('T-shirt', 220, widthOf)).toBe('T-shirt')
    const long = shortened('An ankle boot of the longest name that anyone has ever given to one', 220, widthOf)
    expect(long).toMatch(/^An ankle boot.*…$/)
    expect(widthOf(long)).toBeLessThanOrEqual(220)
  })
})
