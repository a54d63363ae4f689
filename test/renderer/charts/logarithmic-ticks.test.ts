import { describe, expect, it } from 'vitest'
import { logarithmicTicks } from '../../../src/renderer/charts/logarithmic-ticks.ts'

describe('ticks of a logarithmic axis', () => {
  it('are round and enough, be the range wide or narrow', () => {
    expect(logarithmicTicks(1e-3, 10)).toEqual([0.001, 0.01, 0.1, 1, 10])
    expect(logarithmicTicks(0.108, 0.37)).toEqual([0.15, 0.2, 0.3])
    expect(logarithmicTicks(0.05, 3)).toEqual([0.1, 0.3, 1, 3])
    expect(logarithmicTicks(0.1, 0.12)).toEqual([0.1, 0.12])
  })

  it('are none where there is no such axis', () => {
    expect(logarithmicTicks(0, 1)).toEqual([])
    expect(logarithmicTicks(NaN, NaN)).toEqual([])
  })
})
