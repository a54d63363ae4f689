import type { Range, ScaleKind } from './scale.ts'

interface Extent {
  kind: ScaleKind
  /** Leave the lowest and the highest twentieth of all values out of account. */
  ignoreOutliers: boolean
}

/** What is left between the outermost values and the chart's edge, as a share of what they span. */
const padding = 0.05

/**
 * The range of an axis that shows these series, or all but their outliers as TensorBoard takes them: what lies outside
 * the 5th and the 95th percentile of all values together. null if there is nothing to show.
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

function inner(series: readonly Float64Array[], kind: ScaleKind): Range | null {
  const total = series.reduce((sum, values) => sum + values.length, 0)
  const stride = Math.ceil(total / sampleSize)
  const sample = new Float64Array(Math.ceil(total / Math.max(1, stride)) + series.length)
  let count = 0
  for (const values of series) {
    for (let i = 0; i < values.length; i += stride) {
      const value = values[i] ?? NaN
      if (hasPlace(value, kind)) sample[count++] = value
    }
  }
  if (count === 0) return null
  const sorted = sample.subarray(0, count).sort()
  if (count <= 2) return { min: sorted[0] ?? NaN, max: sorted[count - 1] ?? NaN }
  return { min: sorted[Math.ceil((count - 1) * 0.05)] ?? NaN, max: sorted[Math.floor((count - 1) * 0.95)] ?? NaN }
}

function padded({ min, max }: Range, kind: ScaleKind): Range {
  if (kind === 'logarithmic') {
    const room = max > min ? (max / min) ** padding : 1.1
    return { min: min / room, max: max * room }
  }
  const room = max > min ? (max - min) * padding : Math.abs(min) * 0.1 || 1
  return { min: min - room, max: max + room }
}
