import { csv, type CsvCell } from '../../shared/csv.ts'
import type { ChartLine } from '../charts/line.ts'
import type { HorizontalAxis } from '../charts/scalar-axes.ts'

export interface ScalarExport {
  /** Of the card. */
  metric: string
  unit: string
  axis: HorizontalAxis
  /** TensorBoard's weight; 0: not smoothed. */
  smoothing: number
  lines: readonly ChartLine[]
}

/** One row a point, all points, numbers at full precision: the value itself and, where it was smoothed, the average beside it. */
export function scalarsAsCsv({ axis, smoothing, unit, lines }: ScalarExport): string {
  const smoothed = lines.some(({ raw }) => raw !== null)
  const head = ['run', 'experiment', 'series', 'epoch', ...(axis === 'epoch' ? [] : [axis]), `value (${unit})`]
  const rows: CsvCell[][] = [[...head, ...(smoothed ? [`smoothed ${smoothing}`] : [])]]
  for (const { name, experimentId, series, epochs, xs, ys, raw } of lines) {
    for (const [index, epoch] of epochs.entries()) {
      const place = axis === 'epoch' ? [] : [xs[index]]
      const average = smoothed ? [raw === null ? null : ys[index]] : []
      rows.push([name, experimentId, series, epoch, ...place, (raw ?? ys)[index], ...average])
    }
  }
  return csv(rows)
}

/** The same as columns: one object a curve. */
export function scalarsAsJson({ metric, unit, axis, smoothing, lines }: ScalarExport): string {
  const curves = lines.map(({ name, experimentId, series, epochs, xs, ys, raw }) => ({
    run: name,
    experiment: experimentId,
    series,
    epoch: [...epochs],
    ...(axis === 'epoch' ? {} : { [axis]: [...xs] }),
    value: [...(raw ?? ys)],
    ...(raw === null ? {} : { smoothed: [...ys] }),
  }))
  return `${JSON.stringify({ metric, unit, smoothing, curves }, null, 1)}\n`
}
