import { coolwarmForLabel } from '../../shared/maths/colour-maps.ts'
import { drawAxes, line, plotBox, tickLabel, type AxisColours, type PlotBox, type Tick } from './axes.ts'
import type { Drawing } from './canvas.ts'

/** The tutorial's limits of both axes. */
const limit = 5
/** Of a marker, against the side of the plot: 6.7 px of about 620 in the tutorial's GIF. */
const markerFraction = 6.7 / 620
/** Points drawn between changes of colour; small enough that no label lies over all the others. */
const chunk = 1000

const values = [-4, -2, 0, 2, 4]
const xTicks: Tick[] = values.map((value) => ({ at: (value + limit) / (2 * limit), label: tickLabel(value) }))
const yTicks: Tick[] = values.map((value) => ({ at: (limit - value) / (2 * limit), label: tickLabel(value) }))

export interface LatentPoints {
  /** z_mean, [n, latentDim]. */
  latents: Float32Array
  latentDim: number
  /** [n] */
  labels: Uint8Array
}

/** CSS colour of a digit's label. */
export function labelColour(label: number): string {
  return `rgb(${coolwarmForLabel(label).join(' ')})`
}

/** Whether dark letters read better than light ones on a label's colour. */
export function isLight(label: number): boolean {
  const [red, green, blue] = coolwarmForLabel(label)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128
}

/** z_mean of the test images over the first two latent dimensions, coloured by label, z₁ growing upwards as in the GIF. */
export function latentScatterDrawing(points: LatentPoints, colours: AxisColours & { ground: string }): Drawing {
  return (context, size) => {
    const box = plotBox(size)
    context.clearRect(0, 0, size.width, size.height)
    context.fillStyle = colours.ground
    context.fillRect(box.left, box.top, box.side, box.side)
    drawGrid(context, box, colours.grid ?? colours.line)
    context.save()
    context.beginPath()
    context.rect(box.left, box.top, box.side, box.side)
    context.clip()
    drawPoints(context, box, points)
    context.restore()
    drawAxes(context, box, { x: xTicks, y: yTicks }, colours)
  }
}

function drawGrid(context: CanvasRenderingContext2D, { left, top, side }: PlotBox, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = 1
  for (const { at } of xTicks) line(context, left + at * side, top, left + at * side, top + side)
  for (const { at } of yTicks) line(context, left, top + at * side, left + side, top + at * side)
}

/** One path a colour in each chunk: a path for every point would be ten times slower. */
function drawPoints(context: CanvasRenderingContext2D, box: PlotBox, { latents, latentDim, labels }: LatentPoints): void {
  const radius = (box.side * markerFraction) / 2
  const scale = box.side / (2 * limit)
  const ranks = Math.max(0, ...labels) + 1
  for (let start = 0; start < labels.length; start += chunk) {
    const end = Math.min(start + chunk, labels.length)
    for (let label = 0; label < ranks; label++) {
      context.fillStyle = labelColour(label)
      context.beginPath()
      for (let i = start; i < end; i++) {
        if (labels[i] !== label) continue
        const x = box.left + ((latents[i * latentDim] ?? 0) + limit) * scale
        const y = box.top + (limit - (latentDim > 1 ? (latents[i * latentDim + 1] ?? 0) : 0)) * scale
        context.moveTo(x + radius, y)
        context.arc(x, y, radius, 0, 2 * Math.PI)
      }
      context.fill()
    }
  }
}
