import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import type { ChartLine } from '../charts/line.ts'
import type { NearPoint } from '../charts/nearest.ts'
import type { TooltipContent } from '../charts/tooltip.ts'
import { formatCount, formatLoss, formatNats } from '../format.ts'

interface Run {
  id: string
  name: string
  /** CSS custom property. */
  colour: string
}

/** Loss (solid) and val_loss (dashed) of one run, as they are. */
export function observedLines({ id, name, colour }: Run, metrics: readonly EpochMetrics[]): ChartLine[] {
  const epochs = Float64Array.from(metrics, ({ epoch }) => epoch)
  const line = (series: string, dashed: boolean, values: (of: EpochMetrics) => number): ChartLine => ({
    ...{ id: series, experimentId: id, name, series, colour, dashed, strong: false, raw: null, epochs },
    xs: epochs,
    ys: Float64Array.from(metrics, values),
  })
  return [line('loss', false, ({ loss }) => loss), line('val_loss', true, ({ valLoss }) => valLoss)]
}

/** @param natsPerUnit nats per image in one unit of loss: 2 · pixels */
export function describeLosses(points: readonly NearPoint[], natsPerUnit: number): TooltipContent {
  const nearest = points[0]
  return {
    title: nearest === undefined ? '' : `Epoch ${formatCount(nearest.line.epochs[nearest.index] ?? NaN)}`,
    columns: ['Loss', 'Nats'],
    rows: points.map(({ line, index }) => {
      const loss = line.ys[index] ?? NaN
      const values = [formatLoss(loss), formatNats(loss * natsPerUnit)]
      return { id: line.id, colour: line.colour, dashed: line.dashed, name: line.series, values }
    }),
    more: 0,
  }
}
