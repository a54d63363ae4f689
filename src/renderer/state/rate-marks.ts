import type { LearningRateChange } from '../../shared/experiment/learning-rate-change.ts'
import type { ChartLine, RingedPoint } from '../charts/line.ts'

/** Where on the curves of the learning rate it was set by hand: at the first epoch that has a step made with it. */
export function rateMarks(lines: readonly ChartLine[], changesOf: (experimentId: string) => readonly LearningRateChange[]): RingedPoint[] {
  return lines.flatMap(({ experimentId, colour, xs, ys }) => {
    if (experimentId === null) return []
    const epochs = new Set(changesOf(experimentId).map(({ epoch }) => epoch))
    return [...epochs].flatMap((epoch) => {
      const [x, y] = [xs[epoch], ys[epoch]]
      return x === undefined || y === undefined ? [] : [{ experimentId, colour, x, y }]
    })
  })
}
