import type { ChartLine, RingedPoint } from './line.ts'
import { positions, type Scale } from './scale.ts'
import { thin } from './thinning.ts'

/** Where the lines go, in CSS pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

export interface LinePicture {
  lines: readonly ChartLine[]
  running: readonly RingedPoint[]
  /** The colour a CSS custom property stands for. */
  colour: (property: string) => string
  x: Scale
  y: Scale
  area: Area
}

export interface DrawnCount {
  drawn: number
  total: number
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

const dashLength = 5
const dashPeriod = 8
const dashes = [dashLength, dashPeriod - dashLength]

/** Lines of fewer points are dashed as any line is, whatever it costs. */
const leastDense = 200

/** Points that are further apart than this, in pixels, are marked, so that one sees where they are. */
const sparse = 12

/** Whether there are so many lines that only the selected run's raw values are drawn. */
export function isCrowded(lines: readonly ChartLine[]): boolean {
  return lines.length > 24
}

/**
 * Draws the lines of a chart, clipped to its area; the raw values faint beneath the smoothed ones, the strong lines above
 * all others. @returns how many points were drawn and how many there are
 */
export function drawLines(context: Context, picture: LinePicture): DrawnCount {
  const { lines, running, area, colour } = picture
  const crowded = isCrowded(lines)
  const toX = positions(picture.x, area.width)
  const toY = positions(picture.y, area.height)
  const left = (value: number) => area.left + toX(value)
  const top = (value: number) => area.top + area.height - toY(value)
  const count: DrawnCount = { drawn: 0, total: 0 }
  context.save()
  context.beginPath()
  context.rect(area.left - 3, area.top - 3, area.width + 6, area.height + 6)
  context.clip()
  context.lineJoin = crowded ? 'bevel' : 'round'
  const sorted = [...lines].sort((a, b) => Number(a.strong) - Number(b.strong))
  for (const line of sorted) {
    context.strokeStyle = context.fillStyle = colour(line.colour)
    // Where curves lie on curves, the faint ones of all runs would only be mud: there it is the selected run's alone.
    if (line.raw !== null && (!crowded || line.strong)) {
      context.globalAlpha = 0.35
      context.lineWidth = 1
      stroke(context, line, line.raw, thin(line.xs, line.raw, picture.x, area.width), left, top)
    }
    const kept = thin(line.xs, line.ys, picture.x, area.width)
    count.drawn += kept.length
    count.total += line.ys.length
    context.globalAlpha = crowded && !line.strong ? 0.75 : 1
    context.lineWidth = line.strong ? 2.25 : crowded ? 1 : 1.5
    stroke(context, line, line.ys, kept, left, top)
    if (kept.length === 1 || kept.length * sparse < area.width * shareOf(line, picture.x)) dots(context, line, kept, left, top)
  }
  context.globalAlpha = 1
  context.setLineDash([])
  for (const { colour: property, x, y } of running) {
    context.strokeStyle = colour(property)
    context.lineWidth = 1.5
    context.beginPath()
    context.arc(left(x), top(y), 3, 0, 2 * Math.PI)
    context.stroke()
  }
  context.restore()
  return count
}

/** The share of the axis that a line spans. */
function shareOf({ xs }: ChartLine, { kind, min, max }: Scale): number {
  const place = positions({ kind, min, max }, 1)
  const [first, last] = [place(xs[0] ?? NaN), place(xs.at(-1) ?? NaN)]
  return Number.isFinite(first) ? Math.min(1, last) - Math.max(0, first) : 1
}

type Place = (value: number) => number

function stroke(context: Context, { xs, dashed }: ChartLine, ys: Float64Array, kept: Uint32Array, left: Place, top: Place): void {
  const [first, last] = [left(xs[kept[0] ?? 0] ?? NaN), left(xs[kept.at(-1) ?? 0] ?? NaN)]
  // Along a line with a point in every column, dashes cost a hundred times the line itself; there they are whole columns.
  const dense = dashed && kept.length > leastDense && kept.length > last - first
  context.setLineDash(dashed && !dense ? dashes : [])
  context.beginPath()
  let previous = -1
  for (const index of kept) {
    const x = left(xs[index] ?? NaN)
    const y = top(ys[index] ?? NaN)
    // A point without a place on the axis ends the line, and so does a value between two that is none.
    if (!Number.isFinite(y) || (dense && (x - first) % dashPeriod > dashLength)) {
      previous = -1
      continue
    }
    if (previous < 0 || hasGap(ys, previous, index)) context.moveTo(x, y)
    else context.lineTo(x, y)
    previous = index
  }
  context.stroke()
}

function hasGap(ys: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!Number.isFinite(ys[i])) return true
  return false
}

function dots(context: Context, { xs, ys }: ChartLine, kept: Uint32Array, left: Place, top: Place): void {
  context.beginPath()
  for (const index of kept) {
    const x = left(xs[index] ?? NaN)
    const y = top(ys[index] ?? NaN)
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    context.moveTo(x + 2, y)
    context.arc(x, y, 2, 0, 2 * Math.PI)
  }
  context.fill()
}
