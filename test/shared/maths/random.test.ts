import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/maths/random.ts'

/** Pearson's χ² of counts against equal shares. */
function chiSquared(counts: number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

describe('createRandom', () => {
  it('repeats itself for equal seeds and differs for neighbouring ones', () => {
    const draw = (...seed: number[]) => {
      const random = createRandom(...seed)
      return Array.from({ length: 8 }, () => random.uint32())
    }
    expect(draw(42, 7)).toEqual(draw(42, 7))
    const firsts = new Set<number>()
    for (let seed = 0; seed < 40; seed++) for (let epoch = 0; epoch < 40; epoch++) firsts.add(draw(seed, epoch)[0] ?? -1)
    expect(firsts.size).toBe(1600)
    expect(draw(1, 2)).not.toEqual(draw(2, 1))
  })

  it('gives each bit half of the time', () => {
    const random = createRandom(1)
    const ones = new Array<number>(32).fill(0)
    const draws = 20_000
    for (let i = 0; i < draws; i++) {
      const word = random.uint32()
      for (let bit = 0; bit < 32; bit++) ones[bit] = (ones[bit] ?? 0) + ((word >>> bit) & 1)
    }
    // Five standard deviations of a fair coin.
    for (const count of ones) expect(Math.abs(count - draws / 2)).toBeLessThan(2.5 * Math.sqrt(draws))
  })

  it('draws evenly below a bound that is no power of two', () => {
    const random = createRandom(3)
    const counts = new Array<number>(13).fill(0)
    for (let i = 0; i < 130_000; i++) {
      const drawn = random.below(13)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    expect(counts).toHaveLength(13)
    // χ² with 12 degrees of freedom exceeds 32.9 once in a thousand.
    expect(chiSquared(counts)).toBeLessThan(32.9)
    expect(random.below(1)).toBe(0)
  })
})
