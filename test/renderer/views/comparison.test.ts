import { describe, expect, it } from 'vitest'
import { comparisonRows, sortedColumns, type ComparedRun } from '../../../src/renderer/views/compare/comparison.ts'
import { configuration, experiment, metrics } from '../support/experiment.ts'

const run = (bestValLoss: number | null, seed: number, trainedSeconds: number | null = null): ComparedRun => ({
  experiment: experiment({
    ...{ id: `run${seed}`, bestValLoss, epochsDone: bestValLoss === null ? 0 : 10 },
    lastMetrics: bestValLoss === null ? null : metrics(9),
    configuration: { ...configuration, seed },
  }),
  datasetName: 'MNIST',
  trainedSeconds,
})

const rows = comparisonRows([run(0.11, 3, 20), run(null, 1), run(0.1, 3, 40)])
const row = (id: string) => rows.find((other) => other.id === id)

describe('the comparison of runs', () => {
  it('shows the results of each', () => {
    expect(row('best-val-loss')?.cells).toEqual(['0.1100', '–', '0.1000'])
    expect(row('time-per-epoch')?.cells).toEqual(['2.00 s', '–', '4.00 s'])
  })

  it('marks the parameters that differ, and no results', () => {
    expect(rows.filter(({ differs }) => differs).map(({ id }) => id)).toEqual(['seed'])
  })

  it('leaves out parameters that none of the runs has', () => {
    expect(row('learningRateSchedule.factor')).toBeUndefined()
    expect(row('model.latentDim')?.cells).toEqual(['2', '2', '2'])
  })

  it('sorts the runs by a row, those without a value last', () => {
    expect(sortedColumns(3, row('best-val-loss'), false)).toEqual([2, 0, 1])
    expect(sortedColumns(3, row('seed'), true)).toEqual([0, 2, 1])
    expect(sortedColumns(3, undefined, false)).toEqual([0, 1, 2])
  })
})
