import { describe, expect, it } from 'vitest'
import { describeCode, signed } from '../../../src/renderer/state/describe-code.ts'
import { summariseLabels } from '../../../src/renderer/state/describe-labels.ts'

describe('the scatter in numbers', () => {
  it('says of each label, and of all, how many there are, and where they lie', () => {
    const figures = {
      latentDim: 2,
      labels: Uint8Array.of(7, 3, 7),
      latents: Float32Array.of(1, -2, 5, 0.5, 3, -2),
    }
    const [three, seven, all, ...others] = summariseLabels(figures)
    expect(others).toEqual([])
    expect(three).toEqual({ label: 3, count: 1, mean: [5, 0.5], deviation: [0, 0] })
    expect(seven).toEqual({ label: 7, count: 2, mean: [2, -2], deviation: [1, 0] })
    expect(all).toMatchObject({ label: null, count: 3 })
    expect(all?.mean[0]).toBeCloseTo(3, 12)
    expect(all?.deviation[0]).toBeCloseTo(Math.sqrt(8 / 3), 12)
  })

  it('writes numbers with a proper minus', () => {
    expect([1, -1.234, -0.004, 0].map(signed)).toEqual(['1.00', '−1.23', '0.00', '0.00'])
  })

  it('writes as many dimensions as there is room for', () => {
    expect(describeCode(new Float32Array(5)).split('\n')).toHaveLength(5)
    const sixteen = describeCode(new Float32Array(16)).split('\n')
    expect(sixteen.slice(3)).toEqual(['z₃ = 0.00', '… 12 more'])
  })

  it('takes one dimension, and as many as there are', () => {
    for (const latentDim of [1, 16]) {
      const rows = summariseLabels({ latentDim, labels: Uint8Array.of(0, 1), latents: new Float32Array(2 * latentDim).fill(4) })
      expect(rows.map(({ mean }) => mean)).toEqual(Array(3).fill(Array(latentDim).fill(4)))
    }
  })
})
