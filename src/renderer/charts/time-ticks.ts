import { tickLabels } from '../../shared/maths/tick-labels.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Round lengths of time, in milliseconds. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 180, 365].map((count) => count * day),
]

/**
 * Times at round distances within [min, max], at most `most` of them.
 * @param offset milliseconds by which the clock is ahead of the numbers, so that days begin at midnight
 */
export function timeTicks(min: number, max: number, most: number, offset = 0): number[] {
  const step = steps.find((length) => (max - min) / length <= most) ?? Math.ceil((max - min) / most / day) * day
  const ticks: number[] = []
  for (let at = Math.ceil((min + offset) / step) * step - offset; at <= max; at += step) ticks.push(at)
  return ticks
}

/**
 * Lengths of time for the ticks of one axis, all in the longest unit that writes them without a fraction: 30 s, 60 s, 90 s; 15 min,
 * 30 min; 2 h, 4 h.
 * @param seconds round lengths
 */
export function durationLabels(seconds: readonly number[]): string[] {
  const units = [
    { length: day / second, name: 'd' },
    { length: hour / second, name: 'h' },
    { length: minute / second, name: 'min' },
  ]
  const unit = units.find(({ length }) => seconds.every((time) => time % length === 0)) ?? { length: 1, name: 's' }
  return tickLabels(seconds.map((time) => time / unit.length)).map((label) => `${label} ${unit.name}`)
}

/** A wall-clock time for a tick: only as much of it as the axis needs. */
export function clockTime(milliseconds: number, spanMilliseconds: number): string {
  const date = new Date(milliseconds)
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false }
  if (spanMilliseconds < 5 * minute) return date.toLocaleTimeString('en-GB', { ...time, second: '2-digit' })
  if (spanMilliseconds < day) return date.toLocaleTimeString('en-GB', time)
  const dayOfMonth = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
  return spanMilliseconds < 5 * day ? `${dayOfMonth} ${date.toLocaleTimeString('en-GB', time)}` : dayOfMonth
}
