import type { ChartLine, RunningPoint } from './line.ts'
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
  running: readonly RunningPoint[]
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

const dashes = [5, 3]

/**
 * Draws the lines of a chart, clipped to its area; the raw values faint beneath the smoothed ones, the strong lines above
 * all others. @returns how many points were drawn and how many there are
 */
export function drawLines(context: Context, picture: LinePicture): DrawnCount {
  const { lines, running, area, colour } = picture
  const crowded = lines.length > 24
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
    context.setLineDash(line.dashed ? dashes : [])
    if (line.raw !== null) {
      context.globalAlpha = crowded ? 0.1 : 0.25
      context.lineWidth = 1
      stroke(context, line.xs, line.raw, thin(line.xs, line.raw, picture.x, area.width), left, top)
    }
    const kept = thin(line.xs, line.ys, picture.x, area.width)
    count.drawn += kept.length
    count.total += line.ys.length
    context.globalAlpha = crowded && !line.strong ? 0.75 : 1
    context.lineWidth = line.strong ? 2.25 : crowded ? 1 : 1.5
    stroke(context, line.xs, line.ys, kept, left, top)
    if (line.dotted || kept.length === 1) dots(context, line, kept, left, top)
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

type Place = (value: number) => number

function stroke(context: Context, xs: Float64Array, ys: Float64Array, kept: Uint32Array, left: Place, top: Place): void {
  context.beginPath()
  let previous = -1
  for (const index of kept) {
    const x = left(xs[index] ?? NaN)
    const y = top(ys[index] ?? NaN)
    // A point without a place on the axis ends the line, and so does a value between two that is none.
    if (!Number.isFinite(y)) previous = -1
    else if (previous < 0 || hasGap(ys, previous, index)) {
      context.moveTo(x, y)
      previous = index
    } else {
      context.lineTo(x, y)
      previous = index
    }
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
    context.moveTo(x + 2.5, y)
    context.arc(x, y, 2.5, 0, 2 * Math.PI)
  }
  context.fill()
}
