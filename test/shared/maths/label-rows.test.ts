import { describe, expect, it } from 'vitest'
import { placesInRows, rowMiddle } from '../../../src/shared/maths/label-rows.ts'

describe('the rows of labels', () => {
  const rows = [12, 21, 30]
  const labels = Uint8Array.from({ length: 300 }, (_, index) => rows[index % 3] ?? 0)
  const places = placesInRows(labels, rows)

  it('are below each other in the order of the labels', () => {
    expect(rows.map((_, rank) => rowMiddle(rank, 3))).toEqual([1 / 6, 3 / 6, 5 / 6])
    for (const [index, place] of places.entries()) expect(Math.floor(place * 3)).toBe(index % 3)
  })

  it('have their points spread evenly over their height', () => {
    const first = [...places].filter((_, index) => index % 3 === 0).sort((a, b) => a - b)
    expect(first.reduce((sum, place) => sum + place, 0) / first.length).toBeCloseTo(1 / 6, 2)
    expect((first.at(-1) ?? 0) - (first[0] ?? 0)).toBeGreaterThan(0.2)
    const gaps = first.slice(1).map((place, index) => place - (first[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(0.01)
  })
})
