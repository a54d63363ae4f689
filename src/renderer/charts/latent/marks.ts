import type { Ellipse, PlanePoint } from '../../../shared/maths/latent-plane.ts'
import { line, plotBox, type PlotBox } from '../axes.ts'
import type { Drawing } from '../canvas.ts'
import { toPixels, type Viewport } from './viewport.ts'

/** What is marked over the points. */
export interface ScatterMarks {
  /** Whether the latent space has one dimension: what has no row of its own is a line over all of them, for no height means anything. */
  flat: boolean
  /** The prior's mean in this plane, with contours at 1σ and 2σ; null: not shown. */
  prior: PlanePoint | null
  /** The test image under the pointer. */
  hovered: PlanePoint | null
  /** The point that is decoded. */
  cursor: PlanePoint | null
  /** q(z | x) of the chosen test image, with samples. */
  distribution: { mean: PlanePoint; ellipse: Ellipse; samples: readonly PlanePoint[] } | null
  /** The codes between two points: straight, and on the sphere. */
  paths: readonly (readonly PlanePoint[])[]
  /** Where the drawn digit lies. */
  drawn: PlanePoint | null
}

export const noMarks: ScatterMarks = { flat: false, prior: null, hovered: null, cursor: null, distribution: null, paths: [], drawn: null }

export interface MarkColours {
  ink: string
  faint: string
  ground: string
  accent: string
}

const full = 2 * Math.PI

export function marksDrawing(marks: ScatterMarks, viewport: Viewport, colours: MarkColours): Drawing {
  return (context, size) => {
    const box = plotBox(size)
    const scale = box.side / (2 * viewport.half)
    const at = (point: PlanePoint) => toPixels(viewport, box, point)
    context.clearRect(0, 0, size.width, size.height)
    context.save()
    context.beginPath()
    context.rect(box.left, box.top, box.side, box.side)
    context.clip()
    if (marks.prior !== null) drawPrior(context, { ...at(marks.prior), flat: marks.flat }, scale, box, colours)
    for (const [index, path] of marks.paths.entries()) drawPath(context, path.map(at), index > 0, colours)
    if (marks.distribution !== null) drawDistribution(context, marks.distribution, at, scale, colours)
    if (marks.hovered !== null) ring(context, at(marks.hovered), 7, 2, colours.ink, colours.ground)
    if (marks.drawn !== null) {
      if (marks.flat) drawUpright(context, at(marks.drawn).x, box, { line: colours.ink, ground: colours.ground })
      drawStar(context, at(marks.drawn), colours)
    }
    if (marks.cursor !== null) {
      if (marks.flat) drawUpright(context, at(marks.cursor).x, box, { line: colours.accent, ground: colours.ground })
      else drawCursor(context, at(marks.cursor), colours)
    }
    context.restore()
  }
}

/** Stroked twice, so that it shows on points of any colour. */
function outlined(context: CanvasRenderingContext2D, colours: { line: string; ground: string }, width: number): void {
  context.lineWidth = width + 2.5
  context.strokeStyle = colours.ground
  context.stroke()
  context.lineWidth = width
  context.strokeStyle = colours.line
  context.stroke()
}

/** A line over the whole height, of what a single dimension's value is alone. */
function drawUpright(context: CanvasRenderingContext2D, x: number, { top, side }: PlotBox, colours: { line: string; ground: string }): void {
  context.beginPath()
  context.moveTo(x, top)
  context.lineTo(x, top + side)
  outlined(context, colours, 2)
}

function ring(context: CanvasRenderingContext2D, { x, y }: PlanePoint, radius: number, width: number, colour: string, ground: string): void {
  context.beginPath()
  context.arc(x, y, radius, 0, full)
  outlined(context, { line: colour, ground }, width)
}

function drawPrior(
  context: CanvasRenderingContext2D,
  { x, y, flat }: PlanePoint & { flat: boolean },
  scale: number,
  { top, side }: PlotBox,
  colours: MarkColours,
): void {
  const write = (text: string, left: number, middle: number) => {
    context.lineWidth = 4
    context.strokeStyle = colours.ground
    context.strokeText(text, left, middle)
    context.fillStyle = colours.ink
    context.fillText(text, left, middle)
  }
  context.font = '11px "Inter Variable", system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const sigmas of [1, 2]) {
    context.setLineDash([5, 4])
    context.beginPath()
    if (flat) {
      for (const sign of [-1, 1]) {
        context.moveTo(x + sign * sigmas * scale, top)
        context.lineTo(x + sign * sigmas * scale, top + side)
      }
    } else context.arc(x, y, sigmas * scale, 0, full)
    outlined(context, { line: colours.ink, ground: colours.ground }, 1.2)
    context.setLineDash([])
    if (!flat) write(`${sigmas}σ`, x, y - sigmas * scale)
    else for (const sign of [-1, 1]) write(`${sign < 0 ? '−' : ''}${sigmas}σ`, x + sign * sigmas * scale, top + 10)
  }
}

function drawPath(context: CanvasRenderingContext2D, path: readonly PlanePoint[], dashed: boolean, colours: MarkColours): void {
  context.setLineDash(dashed ? [4, 3] : [])
  context.beginPath()
  for (const { x, y } of path) context.lineTo(x, y)
  outlined(context, { line: colours.accent, ground: colours.ground }, 2)
  context.setLineDash([])
  for (const { x, y } of path) {
    context.beginPath()
    context.arc(x, y, 3, 0, full)
    context.fillStyle = colours.accent
    context.fill()
  }
}

function drawDistribution(
  context: CanvasRenderingContext2D,
  { mean, ellipse, samples }: NonNullable<ScatterMarks['distribution']>,
  at: (point: PlanePoint) => PlanePoint,
  scale: number,
  colours: MarkColours,
): void {
  const middle = at(mean)
  for (const sigmas of [2, 1]) {
    context.beginPath()
    // Angles turn the other way on a canvas, whose y grows downwards.
    context.ellipse(middle.x, middle.y, sigmas * ellipse.major * scale, sigmas * ellipse.minor * scale, -ellipse.angle, 0, full)
    outlined(context, { line: sigmas === 1 ? colours.ink : colours.faint, ground: colours.ground }, sigmas === 1 ? 2 : 1.2)
  }
  for (const sample of samples.map(at)) {
    context.beginPath()
    context.moveTo(sample.x - 3, sample.y - 3)
    context.lineTo(sample.x + 3, sample.y + 3)
    context.moveTo(sample.x - 3, sample.y + 3)
    context.lineTo(sample.x + 3, sample.y - 3)
    outlined(context, { line: colours.ink, ground: colours.ground }, 1.2)
  }
  ring(context, middle, 3, 2, colours.ink, colours.ground)
}

function drawCursor(context: CanvasRenderingContext2D, { x, y }: PlanePoint, colours: MarkColours): void {
  ring(context, { x, y }, 8, 2, colours.accent, colours.ground)
  context.lineWidth = 2
  context.strokeStyle = colours.accent
  line(context, x - 13, y, x - 4, y)
  line(context, x + 4, y, x + 13, y)
  line(context, x, y - 13, x, y - 4)
  line(context, x, y + 4, x, y + 13)
}

function drawStar(context: CanvasRenderingContext2D, { x, y }: PlanePoint, colours: MarkColours): void {
  context.beginPath()
  for (let corner = 0; corner <= 10; corner++) {
    const radius = corner % 2 === 0 ? 9 : 4
    const angle = (corner * Math.PI) / 5 - Math.PI / 2
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
  }
  context.closePath()
  outlined(context, { line: colours.ink, ground: colours.ground }, 2)
  context.fillStyle = colours.accent
  context.fill()
}
