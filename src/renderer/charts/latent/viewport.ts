import type { PlaneLimits } from '../../../shared/maths/unseen-points.ts'
import type { PlanePoint } from '../../../shared/maths/latent-plane.ts'
import { tickLabel, type PlotBox, type Tick } from '../axes.ts'

/** The part of the plane that a square plot shows. */
export interface Viewport {
  /** Its middle. */
  x: number
  y: number
  /** Half of its side. */
  half: number
}

/** The tutorial's limits of both axes, ±5. */
export const homeViewport: Viewport = { x: 0, y: 0, half: 5 }

const limits = { least: 0.05, most: 200 }

/** Where a point of the plane lies in the plot, in pixels; y grows upwards. */
export function toPixels({ x, y, half }: Viewport, { left, top, side }: PlotBox, point: PlanePoint): PlanePoint {
  const scale = side / (2 * half)
  return { x: left + (point.x - x + half) * scale, y: top + (y + half - point.y) * scale }
}

/** The point of the plane at a pixel. */
export function toPlane({ x, y, half }: Viewport, { left, top, side }: PlotBox, pixel: PlanePoint): PlanePoint {
  const scale = (2 * half) / side
  return { x: x - half + (pixel.x - left) * scale, y: y + half - (pixel.y - top) * scale }
}

/** Shows `factor` times as much, the `anchor` staying where it is. */
export function zoomed({ x, y, half }: Viewport, factor: number, anchor: PlanePoint): Viewport {
  const wanted = Math.min(Math.max(half * factor, limits.least), limits.most)
  const change = wanted / half
  return { x: anchor.x + (x - anchor.x) * change, y: anchor.y + (y - anchor.y) * change, half: wanted }
}

export function moved({ x, y, half }: Viewport, by: PlanePoint): Viewport {
  return { x: x + by.x, y: y + by.y, half }
}

/** What is in view, both ends included. */
export function limitsIn({ x, y, half }: Viewport): PlaneLimits {
  return { x: [x - half, x + half], y: [y - half, y + half] }
}

/** The smallest part of the plane that has these limits in it: their middle is its own. */
export function viewportAround({ x, y }: PlaneLimits): Viewport {
  const [left, right] = x
  const [foot, top] = y
  return { x: (left + right) / 2, y: (foot + top) / 2, half: Math.max(right - left, top - foot) / 2 }
}

export function contains({ x, y, half }: Viewport, point: PlanePoint): boolean {
  return Math.abs(point.x - x) <= half && Math.abs(point.y - y) <= half
}

/** Ticks at round numbers: 1, 2 or 5 times a power of ten, four to nine of them. */
export function roundTicks(middle: number, half: number): { value: number; tick: Tick }[] {
  const power = 10 ** Math.floor(Math.log10(half / 2))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => (2 * half) / size <= 9) ?? 10 * power
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.ceil((middle - half) / step - 1e-9)
  const last = Math.floor((middle + half) / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step
    return { value, tick: { at: (value - middle + half) / (2 * half), label: tickLabel(value, digits) } }
  })
}
