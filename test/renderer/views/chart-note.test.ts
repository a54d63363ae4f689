import { describe, expect, it } from 'vitest'
import type { ChartLine } from '../../../src/renderer/charts/line.ts'
import { chartNote } from '../../../src/renderer/views/scalars/count-text.ts'

const line = (raw: Float64Array | null): ChartLine => ({
  ...{ id: 'a', experimentId: 'a', name: 'A', series: 'loss', colour: '--run-0', dashed: false, strong: false },
  ...{ xs: Float64Array.of(0), ys: Float64Array.of(1), raw, epochs: Float64Array.of(0) },
})

describe('what a saved chart says beside its title', () => {
  it('is how it was smoothed and how many points are above it', () => {
    expect(chartNote([line(null)], 0.6, 0)).toBe('')
    expect(chartNote([line(null), line(Float64Array.of(1))], 0.6, 0)).toBe('smoothed 0.6')
    expect(chartNote([line(Float64Array.of(1))], 0.6, 1)).toBe('smoothed 0.6, 1 point above')
  })
})
