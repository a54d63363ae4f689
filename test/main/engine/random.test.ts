import { describe, expect, it } from 'vitest'
import { int32, Program, randomKey, RandomStream, roundProbability } from '../../../src/main/engine/index.ts'

const size = 20_000

/** Draws of one step: uniform, normal, uniform again, and coins. */
function draw(execution: 'graph' | 'eager', key: Int32Array) {
  const program = new Program({ execution })
  const step = program.function('draw', { key: { dtype: 'int32', shape: [2] } }, ({ key }) => {
    const random = new RandomStream(key)
    return {
      uniform: random.uniform([size]),
      normal: random.normal([size / 2, 2]),
      again: random.uniform([size]),
      coins: random.bernoulli([size - 1], 0.7),
    }
  })
  const { uniform, normal, again, coins } = step.call({ key: int32([2], key) })
  program.dispose()
  return [uniform, normal, again, coins].map(({ data }) => data as Float32Array) as [Float32Array, Float32Array, Float32Array, Float32Array]
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float32Array) => {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** 2))
}

describe('RandomStream', () => {
  const key = randomKey(1, 2, 3)
  const [uniform, normal, again, coins] = draw('graph', key)

  it('has the distributions it promises', () => {
    expect(mean(uniform)).toBeCloseTo(0.5, 1.5)
    expect(variance(uniform)).toBeCloseTo(1 / 12, 2)
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...uniform)).toBeLessThan(1)
    expect(mean(normal)).toBeCloseTo(0, 1.5)
    expect(variance(normal)).toBeCloseTo(1, 1)
    expect(new Set(coins)).toEqual(new Set([0, 1]))
    expect(coins).toHaveLength(size - 1)
    expect(Math.abs(mean(coins) - 0.7)).toBeLessThan(0.015)
  })

  it('gives the same bits for the same key, traced and eager', () => {
    expect(draw('graph', key)).toEqual([uniform, normal, again, coins])
    expect(draw('eager', key)).toEqual([uniform, normal, again, coins])
  })

  it('gives other numbers at each site and for each key', () => {
    const correlation = (a: Float32Array, b: Float32Array) => mean(a.map((value, index) => (value - 0.5) * ((b[index] ?? 0) - 0.5))) * 12
    expect(Math.abs(correlation(uniform, again))).toBeLessThan(0.04)
    const [other] = draw('graph', randomKey(1, 2, 4))
    expect(Math.abs(correlation(uniform, other))).toBeLessThan(0.04)
  })
})

describe('randomKey', () => {
  it('is a function of its words, in their order', () => {
    expect(randomKey(1, 2)).toEqual(randomKey(1, 2))
    const keys = [randomKey(1, 2), randomKey(2, 1), randomKey(1), randomKey(1, 2, 0), randomKey(1, 3)].map((key) => key.join())
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('does not meet the sites of another step', () => {
    const seen = new Set<string>()
    for (let step = 0; step < 50_000; step++) {
      const [first = 0, second = 0] = randomKey(42, 1, step)
      for (let site = 0; site < 5; site++) seen.add(`${first},${(second + site) | 0}`)
    }
    expect(seen.size).toBe(250_000)
  })
})

describe('roundProbability', () => {
  it('stays within 2⁻¹⁷ of the wish, and strictly between 0 and 1', () => {
    expect(Math.abs(roundProbability(0.7) - 0.7)).toBeLessThan(2 ** -17)
    expect(roundProbability(1e-9)).toBe(2 ** -16)
    expect(roundProbability(1)).toBe(1 - 2 ** -16)
  })
})
