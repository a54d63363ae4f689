import { describe, expect, it } from 'vitest'
import { GrowingColumn } from '../../../src/renderer/state/growing-column.ts'
import { RunColumns } from '../../../src/renderer/state/run-columns.ts'
import type { EpochSeries } from '../../../src/shared/contract/scalars.ts'
import { metrics } from '../support/experiment.ts'

const series = (fromEpoch: number, valLoss: number[], perDimension: EpochSeries['perDimension'] = null): EpochSeries => ({
  ...{ experimentId: 'run1', fromEpoch, length: valLoss.length, perDimension },
  columns: { valLoss: Float64Array.from(valLoss) },
})

describe('a growing column', () => {
  it('keeps what it has handed out as it was', () => {
    const column = new GrowingColumn()
    column.put(0, [1, 2, 3])
    const before = column.values
    column.put(3, [4])
    column.put(1, [9])
    expect([...before]).toEqual([1, 2, 3])
    expect([...column.values]).toEqual([1, 9])
  })

  it('has no gaps', () => {
    expect(() => new GrowingColumn().put(1, [1])).toThrow('gap')
  })
})

describe('the columns of a run', () => {
  it('grow by each epoch that ends, in those columns alone that were fetched', () => {
    const columns = new RunColumns()
    columns.put(series(0, [3, 2]), false)
    expect(columns.push({ ...metrics(2), valLoss: 1 })).toBe(true)
    expect([...columns.values('valLoss')]).toEqual([3, 2, 1])
    expect(columns.values('loss')).toHaveLength(0)
  })

  it('say what is missing after a gap', () => {
    const columns = new RunColumns()
    columns.put(series(0, [3, 2]), false)
    expect(columns.push(metrics(5))).toBe(false)
    expect(columns.firstMissing(['valLoss'], false, 6)).toBe(2)
    expect(columns.firstMissing(['valLoss', 'loss'], false, 6)).toBe(0)
    columns.put(series(2, [5, 6, 7, 8]), false)
    expect(columns.firstMissing(['valLoss'], false, 6)).toBe(6)
  })

  it('do not lose an epoch that ended while older ones were being fetched', () => {
    const columns = new RunColumns()
    columns.put(series(0, [3, 2]), false)
    columns.push({ ...metrics(2), valLoss: 1 })
    columns.put(series(0, [3, 2]), false)
    expect([...columns.values('valLoss')]).toEqual([3, 2, 1])
  })

  it('go back with a run that had to go back', () => {
    const columns = new RunColumns()
    columns.put(series(0, [5, 4, 3, 2]), false)
    columns.push({ ...metrics(2), valLoss: 1 })
    expect([...columns.values('valLoss')]).toEqual([5, 4, 1])
  })

  it('hold KL of each dimension as a series of its own', () => {
    const columns = new RunColumns()
    expect(columns.firstMissing([], true, 2)).toBe(0)
    columns.put(series(0, [3, 2], { count: 2, values: Float64Array.of(1, 10, 2, 20) }), true)
    expect(columns.firstMissing([], true, 2)).toBe(2)
    columns.push({ ...metrics(2), valKlPerDimension: [3, 30] })
    expect(columns.dimensions().map((values) => [...values])).toEqual([
      [1, 2, 3],
      [10, 20, 30],
    ])
  })
})
