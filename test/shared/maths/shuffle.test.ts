import { describe, expect, it } from 'vitest'
import { shuffledIndices } from '../../../src/shared/maths/shuffle.ts'

describe('shuffledIndices', () => {
  it('meets every image exactly once', () => {
    const sorted = shuffledIndices(60_000, 42, 3).toSorted()
    expect(sorted.every((index, place) => index === place)).toBe(true)
    expect([...shuffledIndices(1, 42, 0)]).toEqual([0])
    expect(shuffledIndices(0, 42, 0)).toHaveLength(0)
  })

  it('is a pure function of seed and epoch, and anew for each', () => {
    expect(shuffledIndices(1000, 42, 5)).toEqual(shuffledIndices(1000, 42, 5))
    const orders = [shuffledIndices(1000, 42, 5), shuffledIndices(1000, 42, 6), shuffledIndices(1000, 43, 5)]
    expect(new Set(orders.map((order) => order.join())).size).toBe(3)
  })

  it('gives each order of a small set equally often', () => {
    const counts = new Map<string, number>()
    const draws = 24_000
    for (let epoch = 0; epoch < draws; epoch++) {
      const order = shuffledIndices(4, 7, epoch).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    const expected = draws / 24
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // χ² with 23 degrees of freedom exceeds 49.7 once in a thousand.
    expect(chiSquared).toBeLessThan(49.7)
  })
})
