import type { Point } from '../../../shared/maths/ring.ts'
import type { PlotBox } from '../../charts/axes.ts'

/** A square plot of the plane from −`limit` to `limit` in both directions, the second upwards. */
export interface Plane {
  box: PlotBox
  limit: number
}

/** CSS pixels of a point from the upper left corner of the figure. */
export function placeOf([x, y]: Point, { box, limit }: Plane): { left: number; top: number } {
  return {
    left: box.left + ((x + limit) / (2 * limit)) * box.side,
    top: box.top + ((limit - y) / (2 * limit)) * box.side,
  }
}

/** The point at a place, held within the plot. */
export function pointAt({ left, top }: { left: number; top: number }, { box, limit }: Plane): Point {
  const x = ((left - box.left) / box.side) * 2 * limit - limit
  const y = limit - ((top - box.top) / box.side) * 2 * limit
  return [within(x, limit), within(y, limit)]
}

const directions: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** Where an arrow key moves a point, ten times as far with Shift; null for other keys. */
export function movedByKey([x, y]: Point, { key, shiftKey }: { key: string; shiftKey: boolean }, limit: number): Point | null {
  const direction = directions[key]
  if (direction === undefined) return null
  const step = shiftKey ? 1 : 0.1
  // Whole tenths stay whole.
  const tidy = (value: number) => within(Math.round(value * 100) / 100, limit)
  return [tidy(x + direction[0] * step), tidy(y + direction[1] * step)]
}

function within(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value))
}
