import type { ChartLine } from './line.ts'
import { lowerBound } from './thinning.ts'

/** A point of a line, and how far it is from the pointer. */
export interface NearPoint {
  line: ChartLine
  index: number
  /** Pixels from the chart's corner. */
  left: number
  top: number
  /** Pixels. */
  distance: number
}

export interface Projection {
  x(value: number): number
  y(value: number): number
  /** The value at a pixel from the left. */
  valueAt(left: number): number
}

/** Of each line the point nearest to the pointer along the horizontal axis; the nearest in the plane comes first. */
export function nearestPoints(lines: readonly ChartLine[], at: { left: number; top: number }, project: Projection): NearPoint[] {
  const target = project.valueAt(at.left)
  const points: NearPoint[] = []
  for (const line of lines) {
    const after = lowerBound(line.xs, target)
    let nearest: NearPoint | null = null
    let across = Infinity
    for (const index of [after - 1, after]) {
      const left = project.x(line.xs[index] ?? NaN)
      const top = project.y(line.ys[index] ?? NaN)
      if (!Number.isFinite(left) || !Number.isFinite(top) || Math.abs(left - at.left) >= across) continue
      across = Math.abs(left - at.left)
      nearest = { line, index, left, top, distance: Math.hypot(left - at.left, top - at.top) }
    }
    if (nearest !== null) points.push(nearest)
  }
  return points.sort((a, b) => a.distance - b.distance)
}
