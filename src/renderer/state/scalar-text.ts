import type { NearPoint } from '../charts/nearest.ts'
import { horizontalTitles, type HorizontalAxis } from '../charts/scalar-axes.ts'
import type { TooltipContent } from '../charts/tooltip.ts'
import { formatCount, formatDuration, formatLoss, formatRate } from '../format.ts'
import { isolated } from '../isolated.ts'
import type { LossUnit, ScalarCard } from './scalar-cards.ts'

/** Rows that a tooltip has room for. */
const mostRows = 12

/** A value of a card, as precisely as one reads it. */
export function valueText({ stored }: ScalarCard, unit: LossUnit, value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (stored === 'rate') return formatRate(value)
  if (stored === 'seconds') return `${value.toFixed(2)} s`
  if (unit === 'nats') return value.toFixed(2)
  return stored === 'loss' ? formatLoss(value) : String(Number(value.toPrecision(4)))
}

/** A place on the horizontal axis: “1,200”, “1 h 02 min”, “22 Nov, 21:04:31”. */
export function placeText(axis: HorizontalAxis, value: number): string {
  if (axis === 'relative') return formatDuration(Math.max(0, value))
  if (axis === 'wall') {
    return new Date(value).toLocaleString('en-GB', {
      ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
  }
  return formatCount(value)
}

/** What the tooltip says of the points near the pointer, the nearest first. */
export function describePoints(
  card: ScalarCard,
  { axis, unit }: { axis: HorizontalAxis; unit: LossUnit },
  points: readonly NearPoint[],
): TooltipContent {
  const nearest = points[0]
  const smoothed = points.some(({ line }) => line.raw !== null)
  const several = new Set(points.map(({ line }) => line.series)).size > 1
  return {
    title: nearest === undefined ? '' : `${horizontalTitles[axis]} ${placeText(axis, nearest.line.xs[nearest.index] ?? NaN)}`,
    columns: [...(smoothed ? ['Smoothed'] : []), 'Value', ...(axis === 'epoch' ? [] : ['Epoch'])],
    rows: points.slice(0, mostRows).map(({ line, index }) => {
      const text = (value: number | undefined) => valueText(card, unit, value ?? NaN)
      const value = text((line.raw ?? line.ys)[index])
      return {
        ...{ id: line.id, colour: line.colour, dashed: line.dashed },
        name: several ? `${isolated(line.name)} · ${line.series}` : line.name,
        values: [
          ...(smoothed ? [line.raw === null ? '–' : text(line.ys[index])] : []),
          value,
          ...(axis === 'epoch' ? [] : [formatCount(line.epochs[index] ?? NaN)]),
        ],
      }
    }),
    more: Math.max(0, points.length - mostRows),
  }
}
