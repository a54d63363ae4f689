import { describe, expect, it } from 'vitest'
import type { ChartLine } from '../../../src/renderer/charts/line.ts'
import { rateMarks } from '../../../src/renderer/state/rate-marks.ts'

const line: ChartLine = {
  ...{ id: 'a', experimentId: 'aaaaaaaa', name: 'A', series: 'learning_rate', colour: '--run-3', dashed: false, strong: false },
  ...{ xs: Float64Array.of(120, 240, 360), ys: Float64Array.of(1e-4, 5e-4, 5e-4), raw: null, epochs: Float64Array.of(0, 1, 2) },
}
const change = (epoch: number, step: number) => ({ epoch, step, learningRate: 5e-4, changedAt: 0 })

describe('the marks of rates set by hand', () => {
  it('stand on the curve, once an epoch, where there is an epoch yet', () => {
    const marks = rateMarks([line, { ...line, experimentId: null }], () => [change(1, 0), change(1, 7), change(3, 0)])
    expect(marks).toEqual([{ experimentId: 'aaaaaaaa', colour: '--run-3', x: 240, y: 5e-4 }])
  })
})
