import { positions, type Scale } from './scale.ts'

/** Indices on their way; thinning is done too often for an array of its own each time. */
let scratch = new Uint32Array(4096)

/**
 * Which points of a line to draw on an axis of `pixels` columns: in each column the lowest and the highest, so that no
 * spike is lost, and besides them the line's first and last and the nearest ones outside the axis, which the line runs to.
 *
 * @param xs ascending
 * @param ys values of the same length; those that are not finite are left out, but break the line where they stand
 * @returns ascending indices
 */
export function thin(xs: Float64Array, ys: Float64Array, axis: Scale, pixels: number): Uint32Array {
  const columns = Math.max(1, Math.floor(pixels))
  const place = positions(axis, columns)
  if (scratch.length < xs.length) scratch = new Uint32Array(2 * xs.length)
  const kept = scratch
  let count = 0
  const keep = (index: number) => {
    if (count === 0 || (kept[count - 1] ?? 0) < index) kept[count++] = index
  }
  const { from, to } = visible(xs, axis)
  let column = NaN
  let lowest = -1
  let highest = -1
  const flush = () => {
    if (lowest < 0) return
    keep(Math.min(lowest, highest))
    keep(Math.max(lowest, highest))
    lowest = highest = -1
  }
  for (let i = from; i < to; i++) {
    const y = ys[i] ?? NaN
    const at = Math.floor(place(xs[i] ?? NaN))
    if (Number.isNaN(at)) continue
    if (!Number.isFinite(y)) {
      flush()
      if (i > from && Number.isFinite(ys[i - 1])) keep(i)
      column = NaN
      continue
    }
    if (at !== column || i === from + 1 || i === to - 1) flush()
    column = at
    if (lowest < 0 || y < (ys[lowest] ?? NaN)) lowest = i
    if (highest < 0 || y > (ys[highest] ?? NaN)) highest = i
  }
  flush()
  return kept.slice(0, count)
}

/** The part of an ascending list that an axis shows, with one more on either side. */
export function visible(xs: Float64Array, { min, max }: { min: number; max: number }): { from: number; to: number } {
  return { from: Math.max(0, lowerBound(xs, min) - 1), to: Math.min(xs.length, upperBound(xs, max) + 1) }
}

/** Index of the first value ≥ `target`. */
export function lowerBound(ascending: Float64Array, target: number): number {
  return bound(ascending, (value) => value < target)
}

function upperBound(ascending: Float64Array, target: number): number {
  return bound(ascending, (value) => value <= target)
}

function bound(ascending: Float64Array, before: (value: number) => boolean): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(ascending[middle] ?? NaN)) low = middle + 1
    else high = middle
  }
  return low
}
