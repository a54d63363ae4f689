import { formatCount } from '../format.ts'
import { logarithmicTicks } from './logarithmic-ticks.ts'
import type { Range, ScaleKind } from './scale.ts'
import { clockTime, shortDuration, timeTicks } from './time-ticks.ts'

/** What the horizontal axis counts: epochs from 0, steps, seconds since the run began, milliseconds since 1970. */
export const horizontalAxes = ['epoch', 'step', 'relative', 'wall'] as const
export type HorizontalAxis = (typeof horizontalAxes)[number]

export const horizontalTitles: Record<HorizontalAxis, string> = {
  epoch: 'Epoch',
  step: 'Step',
  relative: 'Time since the run began',
  wall: 'Time',
}

/** What an axis shows and how it says it. */
export interface AxisDescription {
  title: string
  kind: ScaleKind
  range: Range
  /** The axis's own ticks; null leaves them to the chart. */
  ticks: ((range: Range) => number[]) | null
  format: (value: number, range: Range) => string
}

const mostTimes = 6

export function horizontalAxis(axis: HorizontalAxis, kind: ScaleKind, range: Range): AxisDescription {
  const ticks = ({ min, max }: Range): number[] => {
    if (axis === 'wall') return timeTicks(min, max, mostTimes, -new Date(min).getTimezoneOffset() * 60_000)
    return timeTicks(min * 1000, max * 1000, mostTimes).map((milliseconds) => milliseconds / 1000)
  }
  const timed = axis === 'wall' || axis === 'relative'
  return {
    title: horizontalTitles[axis],
    kind,
    range,
    ticks: kind === 'logarithmic' ? ({ min, max }) => logarithmicTicks(min, max) : timed ? ticks : null,
    format: (value, { min, max }) => {
      if (axis === 'wall') return clockTime(value, max - min)
      if (axis === 'relative') return shortDuration(value)
      return Number.isInteger(value) ? formatCount(value) : ''
    },
  }
}

export function verticalAxis(title: string, kind: ScaleKind, range: Range): AxisDescription {
  return {
    title,
    kind,
    range,
    ticks: kind === 'logarithmic' ? ({ min, max }) => logarithmicTicks(min, max) : null,
    format: formatValue,
  }
}

/** No more digits than tell neighbouring ticks apart: 0.098, 1,200, 1e-4. */
function formatValue(value: number, { min, max }: Range): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e6) return Number(value.toPrecision(4)).toExponential().replace('e+', 'e')
  const digits = Math.max(3, Math.ceil(Math.log10(Math.max(Math.abs(min), Math.abs(max)) / (max - min))) + 2)
  return String(Number(value.toPrecision(Math.min(digits, 12)))).replace('-', '−')
}
