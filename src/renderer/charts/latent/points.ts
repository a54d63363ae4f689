import type { LabelColours } from '../../../shared/maths/label-colours.ts'
import { drawAxes, line, plotBox, type AxisColours, type PlotBox, type Tick } from '../axes.ts'
import type { Drawing } from '../canvas.ts'
import { density, densitySide } from './density.ts'
import { labelColour } from './label-colours.ts'
import { roundTicks, type Viewport } from './viewport.ts'

/** Of a marker, against the side of the plot: 6.7 px of about 620 in the tutorial's GIF. */
const markerFraction = 6.7 / 620
/** Points drawn between changes of colour; small enough that no label lies over all the others. */
const chunk = 1000

export interface ScatterPicture {
  /** x and y of each point, [n, 2]. */
  points: Float32Array
  /** [n] */
  labels: Uint8Array
  hidden: ReadonlySet<number>
  colours: LabelColours
  /** How densely they lie, instead of the points. */
  density: boolean
  /** y of each label where the points have one dimension only; null: y is a dimension. */
  bands: ReadonlyMap<number, number> | null
}

export interface ScatterColours extends AxisColours {
  ground: string
  /** Of the density at its greatest, six hexadecimal digits. */
  ink: string
}

/** Points over the part of the plane that is shown, coloured by label, y growing upwards as in the tutorial's GIF. */
export function scatterDrawing(picture: ScatterPicture, viewport: Viewport, colours: ScatterColours): Drawing {
  return (context, size) => {
    const box = plotBox(size)
    const x = roundTicks(viewport.x, viewport.half)
    const y = picture.bands === null ? roundTicks(viewport.y, viewport.half) : bandTicks(picture.bands, viewport, box.side)
    // From the top, where axes count from.
    const yTicks = y.map(({ tick }) => ({ ...tick, at: 1 - tick.at }))
    context.clearRect(0, 0, size.width, size.height)
    context.fillStyle = colours.ground
    context.fillRect(box.left, box.top, box.side, box.side)
    context.strokeStyle = colours.grid ?? colours.line
    context.lineWidth = 1
    for (const { tick } of x) line(context, box.left + tick.at * box.side, box.top, box.left + tick.at * box.side, box.top + box.side)
    for (const { at } of yTicks) line(context, box.left, box.top + at * box.side, box.left + box.side, box.top + at * box.side)
    context.save()
    context.beginPath()
    context.rect(box.left, box.top, box.side, box.side)
    context.clip()
    if (picture.density) drawDensity(context, box, picture, viewport, colours.ink)
    else drawPoints(context, box, picture, viewport)
    context.restore()
    drawAxes(context, box, { x: x.map(({ tick }) => tick), y: yTicks }, colours)
  }
}

/** Pixels from one row's label to the next, that they do not touch. */
const leastPitch = 12

function bandTicks(bands: ReadonlyMap<number, number>, { y, half }: Viewport, side: number): { tick: Tick }[] {
  const [first = 0, second = first + 2 * half] = bands.values()
  const every = Math.ceil((leastPitch * 2 * half) / (Math.abs(second - first) * side))
  const ticks = Array.from(bands, ([label, at]) => ({ tick: { at: (at - y + half) / (2 * half), label: String(label) } }))
  return ticks.filter(({ tick }, rank) => rank % every === 0 && tick.at >= 0 && tick.at <= 1)
}

/** Markers grow slower than the plane does when one zooms in. */
export function markerRadius(side: number, half: number): number {
  return ((side * markerFraction) / 2) * Math.max(0.8, Math.min(2.2, (5 / half) ** 0.4))
}

/** One path a colour in each chunk: a path for every point would be ten times slower. */
function drawPoints(context: CanvasRenderingContext2D, box: PlotBox, picture: ScatterPicture, viewport: Viewport): void {
  const { points, labels, hidden, colours } = picture
  const radius = markerRadius(box.side, viewport.half)
  const scale = box.side / (2 * viewport.half)
  const [left, top] = [box.left - (viewport.x - viewport.half) * scale, box.top + (viewport.y + viewport.half) * scale]
  const [right, bottom] = [box.left + box.side + radius, box.top + box.side + radius]
  for (let start = 0; start < labels.length; start += chunk) {
    const end = Math.min(start + chunk, labels.length)
    for (const label of colours.labels) {
      if (hidden.has(label)) continue
      context.fillStyle = labelColour(colours, label)
      context.beginPath()
      for (let i = start; i < end; i++) {
        if (labels[i] !== label) continue
        const x = left + (points[2 * i] ?? 0) * scale
        const y = top - (points[2 * i + 1] ?? 0) * scale
        if (x < box.left - radius || x > right || y < box.top - radius || y > bottom) continue
        context.moveTo(x + radius, y)
        context.arc(x, y, radius, 0, 2 * Math.PI)
      }
      context.fill()
    }
  }
}

function drawDensity(
  context: CanvasRenderingContext2D,
  box: PlotBox,
  { points, labels, hidden }: ScatterPicture,
  viewport: Viewport,
  ink: string,
): void {
  const values = density(points, (index) => !hidden.has(labels[index] ?? 0), viewport)
  const image = new ImageData(densitySide, densitySide)
  const channels = [1, 3, 5].map((place) => Number.parseInt(ink.slice(place, place + 2), 16))
  for (const [i, value] of values.entries()) {
    for (const [k, channel] of channels.entries()) image.data[4 * i + k] = channel
    // The square root shows where few points lie as well.
    image.data[4 * i + 3] = 235 * Math.sqrt(value)
  }
  const picture = new OffscreenCanvas(densitySide, densitySide)
  picture.getContext('2d')?.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, box.left, box.top, box.side, box.side)
}
