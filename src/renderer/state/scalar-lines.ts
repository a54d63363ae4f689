import type { ReferenceCurve } from '../../shared/contract/scalars.ts'
import { workedTime } from '../../shared/experiment/worked-time.ts'
import { smooth } from '../../shared/maths/smoothing.ts'
import type { ChartLine } from '../charts/line.ts'
import type { HorizontalAxis } from '../charts/scalar-axes.ts'
import type { RunColumns } from './run-columns.ts'
import { unitFactor, type LossUnit, type ScalarCard } from './scalar-cards.ts'

/** A run as charts of several runs see it. */
export interface ScalarRun {
  id: string
  name: string
  /** CSS custom property. */
  colour: string
  /** The one that is selected. */
  strong: boolean
  columns: RunColumns
  /** Nats per image in one unit of loss: 2 · pixels. */
  natsPerUnit: number
  stepsPerEpoch: number
}

/** Of fewer values an average says where a run was, not where it is. */
export const leastSmoothed = 20

export interface LineSettings {
  /** TensorBoard's weight. */
  smoothing: number
  axis: HorizontalAxis
  unit: LossUnit
}

/** What all runs of a card draw, train solid and validation dashed. */
export function scalarLines(card: ScalarCard, runs: readonly ScalarRun[], settings: LineSettings): ChartLine[] {
  return runs.flatMap((run) => linesOfRun(card, run, settings))
}

function linesOfRun(card: ScalarCard, run: ScalarRun, settings: LineSettings): ChartLine[] {
  const factor = unitFactor(card, settings.unit, run.natsPerUnit)
  const series =
    card.id === 'kl-per-dimension'
      ? run.columns.dimensions().map((values, index) => ({ label: `z[${index}]`, validation: true, values }))
      : card.series.map(({ column, ...rest }) => ({ ...rest, values: run.columns.values(column) }))
  return series
    .filter(({ values }) => values.length > 0)
    .map(({ label, validation, values }) => {
      const scaled = times(values, factor)
      const isSmoothed = settings.smoothing > 0 && values.length >= leastSmoothed
      const epochs = epochNumbers(values.length)
      return {
        id: `${run.id} ${label}`,
        experimentId: run.id,
        name: run.name,
        series: label,
        colour: run.colour,
        dashed: validation,
        strong: run.strong,
        xs: horizontal(settings.axis, run, epochs),
        ys: isSmoothed ? smooth(scaled, settings.smoothing) : scaled,
        raw: isSmoothed ? scaled : null,
        epochs,
      }
    })
}

/** Whether a published curve has a place on an axis: it has no times. */
export function hasReference(axis: HorizontalAxis): boolean {
  return axis === 'epoch' || axis === 'step'
}

/** A published curve over the losses. */
export function referenceLines(
  card: ScalarCard,
  { id, title, epochs, loss, valLoss }: ReferenceCurve,
  { axis, unit }: LineSettings,
  { natsPerUnit, stepsPerEpoch }: Pick<ScalarRun, 'natsPerUnit' | 'stepsPerEpoch'>,
): ChartLine[] {
  if (!hasReference(axis)) return []
  const factor = unitFactor(card, unit, natsPerUnit)
  return card.series
    .filter(({ column }) => column === 'loss' || column === 'valLoss')
    .map(({ column, label, validation }) => ({
      id: `reference ${id} ${label}`,
      experimentId: null,
      name: title,
      series: label,
      colour: '--muted',
      dashed: validation,
      strong: false,
      xs: axis === 'step' ? epochs.map((epoch) => (epoch + 1) * stepsPerEpoch) : epochs,
      ys: times(column === 'loss' ? loss : valLoss, factor),
      raw: null,
      epochs,
    }))
}

function times(values: Float64Array, factor: number): Float64Array {
  if (factor === 1) return values
  const product = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) product[i] = (values[i] ?? NaN) * factor
  return product
}

const numbers: { epochs: Float64Array } = { epochs: new Float64Array(0) }

/** 0, 1, 2, …; one array for all runs. */
function epochNumbers(count: number): Float64Array {
  if (numbers.epochs.length < count) numbers.epochs = Float64Array.from({ length: 2 * count }, (_, epoch) => epoch)
  return numbers.epochs.subarray(0, count)
}

function horizontal(axis: HorizontalAxis, { columns, stepsPerEpoch }: ScalarRun, epochs: Float64Array): Float64Array {
  if (axis === 'epoch') return epochs
  // The steps made by the end of the epoch.
  if (axis === 'step') return epochs.map((epoch) => (epoch + 1) * stepsPerEpoch)
  const times = axis === 'wall' ? columns.values('endedAt') : workedTime(columns.values('seconds'))
  return epochs.map((epoch) => times[epoch] ?? NaN)
}

/** The columns that an axis is made of. */
export function columnsOfAxis(axis: HorizontalAxis): ('endedAt' | 'seconds')[] {
  if (axis === 'wall') return ['endedAt']
  return axis === 'relative' ? ['seconds'] : []
}
