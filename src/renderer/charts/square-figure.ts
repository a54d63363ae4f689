import { fittedBox, sizeAround } from './axes.ts'
import type { Drawing } from './canvas.ts'
import { legendLayout, legendTextOffset, shortened, type LegendLayout } from './legend-layout.ts'
import { canvasPen, textWidth } from './pen.ts'

/** A plot under its title, to be saved; square but for an aspect of its own. */
export interface SquareFigure {
  title: string
  /** Lines below the title: what the plot does not show. */
  notes: readonly string[]
  /** How many times as wide as high the plot is; 1 if not given. */
  aspect?: number
  /** From back to front; each may begin by clearing what it is drawn on. */
  layers: readonly Drawing[]
  /** At the right of the title if there is room for all of it, else in rows below. */
  legend: readonly { colour: string; text: string }[]
  colours: { ground: string; text: string }
}

const side = 760
const width = side + 16
const margin = 16
/** Below the plot. */
const gap = 8
const titleHeight = 44
const titleMiddle = 24
const titleStyle = { size: 15, weight: 600 }
const lineHeight = 18
const smallStyle = { size: 12 }

/** CSS pixels of a figure: all are as wide, and as high as the plot and what stands over it need. */
export function squareFigureSize(figure: SquareFigure): { width: number; height: number } {
  return { width, height: headOf(figure).height + plotHeight(figure) + gap }
}

/** Of the plot with its axes: a wide one is lower. */
function plotHeight({ aspect = 1 }: SquareFigure): number {
  const square = { width, height: side - gap }
  return Math.min(square.height, sizeAround(fittedBox({ ...square, ratio: 1 }, aspect)).height)
}

export function drawSquareFigure(figure: SquareFigure): Drawing {
  const { title, notes, layers, legend, colours } = figure
  const head = headOf(figure)
  return (context, { ratio }) => {
    const pen = canvasPen(context)
    pen.rectangle({ left: 0, top: 0, ...squareFigureSize(figure) }, colours.ground)
    pen.text(title, { left: margin, top: titleMiddle }, { colour: colours.text, ...titleStyle })
    for (const [index, note] of notes.entries()) {
      pen.text(note, { left: margin, top: titleHeight + (index + 0.5) * lineHeight }, { colour: colours.text, ...smallStyle })
    }
    for (const [index, { colour, text }] of legend.entries()) {
      const { left, top } = head.legend.places[index] ?? { left: 0, top: 0 }
      context.fillStyle = colour
      context.beginPath()
      context.arc(left + 5, top, 5, 0, 2 * Math.PI)
      context.fill()
      const short = shortened(text, head.legend.textWidth, (each) => textWidth(each, smallStyle))
      pen.text(short, { left: left + legendTextOffset, top }, { colour: colours.text, ...smallStyle })
    }
    const size = { width, height: plotHeight(figure), ratio }
    for (const layer of layers) context.drawImage(onCanvasOfItsOwn(layer, size), 0, head.height, size.width, size.height)
  }
}

/** What stands over the plot: how high it is, and where in it the legend's entries are. */
function headOf({ title, notes, legend }: SquareFigure): { height: number; legend: LegendLayout } {
  const widths = legend.map(({ text }) => textWidth(text, smallStyle))
  const below = titleHeight + notes.length * lineHeight
  const titleEnd = margin + textWidth(title, titleStyle) + 2 * margin
  const beside = legendLayout(widths, { left: titleEnd, top: titleMiddle - lineHeight / 2, width: width - margin - titleEnd })
  if (beside.height <= lineHeight) return { height: below, legend: movedRight(beside, width - margin) }
  const rows = legendLayout(widths, { left: margin, top: below, width: width - 2 * margin })
  return { height: below + rows.height + 6, legend: rows }
}

/** A row of entries that ends at `end`. */
function movedRight({ places, ...rest }: LegendLayout, end: number): LegendLayout {
  const by = end - (places.at(-1)?.left ?? 0) - legendTextOffset - rest.textWidth
  return { ...rest, places: places.map(({ left, top }) => ({ left: left + by, top })) }
}

function onCanvasOfItsOwn(draw: Drawing, size: { width: number; height: number; ratio: number }): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(size.width * size.ratio)
  canvas.height = Math.round(size.height * size.ratio)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This picture is too large. Save it at a smaller size.')
  context.scale(size.ratio, size.ratio)
  draw(context, size)
  return canvas
}
