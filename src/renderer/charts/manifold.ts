import type { PlanePoint } from '../../shared/maths/latent-plane.ts'
import { markedPlaces } from '../../shared/maths/manifold-axis.ts'
import { drawAxes, fittedBox, tickLabel, type AxisColours, type Box, type Tick } from './axes.ts'
import type { Drawing } from './canvas.ts'
import { paintGrid } from './digits.ts'

export interface ManifoldImages {
  /** Bytes, [rows · columns, height, width]. */
  images: Uint8Array
  height: number
  width: number
  /** z of each column, ascending. */
  x: readonly number[]
  /** z of each row, growing downwards. */
  y: readonly number[]
}

/** Pixels from one label to the next, that they do not touch. */
const leastPitch = { x: 36, y: 16 }

/** At both ends, in the middle and between; fewer where there is little room. */
function ticks(values: readonly number[], length: number, least: number): Tick[] {
  const places = markedPlaces(values.length)
  const pitch = (ticks: number) => (length * (values.length - 1)) / values.length / (ticks - 1)
  const step = pitch(5) >= least ? 1 : pitch(3) >= least ? 2 : 4
  return places
    .filter((_, index) => index % step === 0)
    .map((place) => ({ at: (place + 0.5) / values.length, label: tickLabel(values[place] ?? 0, 2) }))
}

/** How many times as wide as high the picture is: as its images are, side by side. */
export function manifoldAspect({ height, width, x, y }: Omit<ManifoldImages, 'images'>): number {
  return (x.length * width) / (y.length * height)
}

/** Where a value stands on an axis of the figure, in [0, 1], whose values are not evenly spaced; null beyond its ends. */
export function placeOnAxis(values: readonly number[], value: number): number | null {
  const next = values.findIndex((each) => each >= value)
  const [lower, upper] = [values[next - 1], values[next]]
  if (upper === value) return (next + 0.5) / values.length
  if (lower === undefined || upper === undefined) return null
  return (next - 0.5 + (value - lower) / (upper - lower)) / values.length
}

/** The value at a place of an axis, in [0, 1]; the outer halves of the end tiles go on as their neighbours do. */
export function valueOnAxis(values: readonly number[], place: number): number {
  const index = Math.max(0, Math.min(values.length - 2, Math.floor(place * values.length - 0.5)))
  const [lower = 0, upper = 0] = [values[index], values[index + 1]]
  return lower + (place * values.length - 0.5 - index) * (upper - lower)
}

/**
 * The decoded manifold: column j at z₀ = x[j], row i at z₁ = y[i] growing downwards. The ticks name the values, which
 * are quantiles of the prior and so not evenly spaced.
 */
export function manifoldDrawing(
  { images, height, width, x, y }: ManifoldImages,
  cursor: PlanePoint | null,
  colours: AxisColours & { accent: string },
): Drawing {
  return (context, size) => {
    const box = fittedBox(size, manifoldAspect({ height, width, x, y }))
    const marks = {
      x: ticks(x, box.width, leastPitch.x),
      // The only row has no value of its own.
      y: y.length === 1 ? [] : ticks(y, box.height, leastPitch.y),
    }
    context.clearRect(0, 0, size.width, size.height)
    paintGrid(
      context,
      { bytes: images, height, width },
      { columns: x.length, rows: y.length },
      box,
    )
    if (cursor !== null) drawCursor(context, box, { x: placeOnAxis(x, cursor.x), y: placeOnAxis(y, cursor.y) }, colours.accent)
    drawAxes(context, box, marks, colours)
  }
}

function drawCursor(
  context: CanvasRenderingContext2D,
  box: Box,
  place: { x: number | null; y: number | null },
  accent: string,
): void {
  if (place.x === null || place.y === null) return
  context.beginPath()
  context.arc(box.left + place.x * box.width, box.top + place.y * box.height, 9, 0, 2 * Math.PI)
  for (const [width, colour] of [[4.5, '#ffffff'], [2.5, accent]] as const) {
    context.lineWidth = width
    context.strokeStyle = colour
    context.stroke()
  }
}
