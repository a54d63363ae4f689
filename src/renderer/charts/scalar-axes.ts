import { formatCount } from '../format.ts'
import { linearTicks } from './linear-ticks.ts'
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
  /** Round numbers within a range. */
  ticks: (range: Range) => number[]
  format: (value: number, range: Range) => string
}

const mostTicks = 7
const mostTimes = 6

export function horizontalAxis(axis: HorizontalAxis, kind: ScaleKind, range: Range): AxisDescription {
  return {
    title: horizontalTitles[axis],
    kind,
    range,
    ticks: ({ min, max }) => {
      if (kind === 'logarithmic') return logarithmicTicks(min, max)
      if (axis === 'wall') return timeTicks(min, max, mostTimes, -new Date(min).getTimezoneOffset() * 60_000)
      if (axis === 'relative') return timeTicks(min * 1000, max * 1000, mostTimes).map((milliseconds) => milliseconds / 1000)
      return linearTicks(min, max, mostTicks, 1)
    },
    format: (value, { min, max }) => {
      if (axis === 'wall') return clockTime(value, max - min)
      return axis === 'relative' ? shortDuration(value) : formatCount(value)
    },
  }
}

export function verticalAxis(title: string, kind: ScaleKind, range: Range): AxisDescription {
  return {
    title,
    kind,
    range,
    ticks: ({ min, max }) => (kind === 'logarithmic' ? logarithmicTicks(min, max) : linearTicks(min, max, mostTicks)),
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
