import { linearTicks } from '../../shared/maths/linear-ticks.ts'
import { tickLabels } from '../../shared/maths/tick-labels.ts'
import { logarithmicTicks } from './logarithmic-ticks.ts'
import type { Range, ScaleKind } from './scale.ts'
import { clockTime, durationLabels, timeTicks } from './time-ticks.ts'

/** What the horizontal axis counts: epochs from 0, steps, seconds that the run was worked on, milliseconds since 1970. */
export const horizontalAxes = ['epoch', 'step', 'relative', 'wall'] as const
export type HorizontalAxis = (typeof horizontalAxes)[number]

export const horizontalTitles: Record<HorizontalAxis, string> = {
  epoch: 'Epoch',
  step: 'Step',
  relative: 'Training time',
  wall: 'Time',
}

export interface AxisTick {
  value: number
  label: string
}

/** What an axis shows and how it says it. */
export interface AxisDescription {
  title: string
  kind: ScaleKind
  range: Range
  /** Round numbers within a range, all written alike. */
  ticks: (range: Range) => AxisTick[]
}

const mostTicks = 7
const mostTimes = 6

export function horizontalAxis(axis: HorizontalAxis, kind: ScaleKind, range: Range): AxisDescription {
  return { title: horizontalTitles[axis], kind, range, ticks: (shown) => horizontalTicks(axis, kind, shown) }
}

export function verticalAxis(title: string, kind: ScaleKind, range: Range): AxisDescription {
  return {
    title,
    kind,
    range,
    ticks: ({ min, max }) => numbered(kind === 'logarithmic' ? logarithmicTicks(min, max) : linearTicks(min, max, mostTicks)),
  }
}

function horizontalTicks(axis: HorizontalAxis, kind: ScaleKind, { min, max }: Range): AxisTick[] {
  if (axis === 'wall') {
    const times = timeTicks(min, max, mostTimes, -new Date(min).getTimezoneOffset() * 60_000)
    return labelled(times, times.map((time) => clockTime(time, max - min)))
  }
  if (axis === 'relative') {
    const seconds =
      kind === 'logarithmic'
        ? logarithmicTicks(min, max)
        : timeTicks(min * 1000, max * 1000, mostTimes).map((milliseconds) => milliseconds / 1000)
    return labelled(seconds, durationLabels(seconds))
  }
  return numbered(kind === 'logarithmic' ? logarithmicTicks(min, max) : linearTicks(min, max, mostTicks, 1))
}

const numbered = (values: readonly number[]) => labelled(values, tickLabels(values))

function labelled(values: readonly number[], labels: readonly string[]): AxisTick[] {
  return values.map((value, index) => ({ value, label: labels[index] ?? '' }))
}
