import { describe, expect, it } from 'vitest'
import { DraggedNormal } from '../../../src/renderer/views/theory/dragged-normal.svelte.ts'

describe('a normal distribution that is dragged', () => {
  it('stays within its limits', () => {
    const dragged = new DraggedNormal({ mean: 1, deviation: 0.6 }, { mean: 2, deviation: [0.45, 1.5] })
    dragged.moveMean(-7)
    dragged.moveDeviation(0)
    expect(dragged.normal).toEqual({ mean: -2, deviation: 0.45 })
    dragged.set({ mean: 1.5, deviation: 9 })
    expect(dragged.normal).toEqual({ mean: 1.5, deviation: 1.5 })
  })

  it('takes its deviation from either side of the mean', () => {
    const dragged = new DraggedNormal({ mean: 1, deviation: 0.6 }, { mean: 2, deviation: [0.45, 1.5] })
    const [mean, deviation] = dragged.handles
    expect([mean?.at, deviation?.at]).toEqual([1, 1.6])
    deviation?.onmove(-0.25)
    expect(dragged.deviation).toBe(1.25)
    mean?.onmove(0)
    expect(dragged.handles[1]?.at).toBe(1.25)
  })
})
