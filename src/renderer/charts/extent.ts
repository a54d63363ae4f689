import type { Range, ScaleKind } from './scale.ts'

interface Extent {
  kind: ScaleKind
  /** Cut outliers off at the top. */
  ignoreOutliers: boolean
}

/** What is left between the outermost values and the chart's edge, as a share of what they span. */
const padding = 0.05

/**
 * The range of an axis that shows these series, or all but their outliers: at most one in twenty of all values together, where the
 * others get at least twice the room without them. Only the highest are ever cut off, since the lowest losses are the best, and never the
 * last value of a series, which says where a run has come to. null if there is nothing to show.
 */
export function extent(series: readonly Float64Array[], { kind, ignoreOutliers }: Extent): Range | null {
  const range = ignoreOutliers ? inner(series, kind) : outer(series, kind)
  return range === null ? null : padded(range, kind)
}

/** The same without padding, of ascending series: for the horizontal axis. */
export function span(ascending: readonly Float64Array[], kind: ScaleKind): Range | null {
  const range = outer(ascending, kind)
  if (range === null) return null
  return range.max > range.min ? range : { min: range.min, max: range.min + Math.max(1, Math.abs(range.min) * 1e-9) }
}

function hasPlace(value: number, kind: ScaleKind): boolean {
  return Number.isFinite(value) && (kind === 'linear' || value > 0)
}

function outer(series: readonly Float64Array[], kind: ScaleKind): Range | null {
  let min = Infinity
  let max = -Infinity
  for (const values of series) {
    for (const value of values) {
      if (!hasPlace(value, kind)) continue
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return min <= max ? { min, max } : null
}

/** Percentiles of more values than this are those of a sample: every n-th value. */
const sampleSize = 16_384
/** The share of all values that may be cut off, and how many times as much room the others must get for it. */
const mostCut = 0.05
const leastGain = 2

/** As far up as all values reach but the outliers among them. */
function inner(series: readonly Float64Array[], kind: ScaleKind): Range | null {
  const all = outer(series, kind)
  if (all === null) return null
  const max = Math.max(percentile(series, kind), ...series.map((values) => values.findLast((value) => hasPlace(value, kind)) ?? all.min))
  const length = (to: number) => (kind === 'linear' ? to - all.min : Math.log(to / all.min))
  return length(all.max) > leastGain * length(max) ? { min: all.min, max } : all
}

/** The value that no more than `mostCut` of all are above. */
function percentile(series: readonly Float64Array[], kind: ScaleKind): number {
  const total = series.reduce((sum, values) => sum + values.length, 0)
  const stride = Math.max(1, Math.ceil(total / sampleSize))
  const sample = new Float64Array(Math.ceil(total / stride) + series.length)
  let count = 0
  for (const values of series) {
    for (let i = 0; i < values.length; i += stride) {
      const value = values[i] ?? NaN
      if (hasPlace(value, kind)) sample[count++] = value
    }
  }
  const sorted = sample.subarray(0, count).sort()
  return sorted[Math.ceil((count - 1) * (1 - mostCut))] ?? -Infinity
}

/** How many values lie above what an axis shows. */
export function countAbove(series: readonly Float64Array[], { max }: Range): number {
  let count = 0
  for (const values of series) for (const value of values) if (value > max) count++
  return count
}

function padded({ min, max }: Range, kind: ScaleKind): Range {
  if (kind === 'logarithmic') {
    const room = max > min ? (max / min) ** padding : 1.1
    return { min: min / room, max: max * room }
  }
  const room = max > min ? (max - min) * padding : Math.abs(min) * 0.1 || 1
  return { min: min - room, max: max + room }
}
