/**
 * TensorBoard's smoothing: an exponential moving average that begins at 0, divided by 1 − weight^k after k values, so that
 * its beginning is not drawn towards 0. Values that are not finite are passed on and leave the average as it is; a series
 * of equal values stays untouched, free of rounding.
 * (line_chart_v2/data_transformer.ts of TensorBoard, `classicSmoothing`.)
 *
 * @param values all points of the series, before any thinning
 * @param weight in [0, 1], clamped, 0 where it is not finite: 0 leaves the values as they are, 1 yields zeros
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = new Float64Array(values)
  const share = Number.isFinite(weight) ? Math.max(0, Math.min(weight, 1)) : 0
  if (share === 0 || isConstant(smoothed)) return smoothed
  let average = 0
  let remaining = 1
  for (let i = 0; i < smoothed.length; i++) {
    const value = smoothed[i] ?? NaN
    if (!Number.isFinite(value)) continue
    average = average * share + (1 - share) * value
    remaining *= share
    smoothed[i] = share === 1 ? average : average / (1 - remaining)
  }
  return smoothed
}

function isConstant(values: Float64Array): boolean {
  const first = values[0]
  for (const value of values) if (value !== first) return false
  return true
}
