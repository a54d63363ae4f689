import type { Drawing } from './canvas.ts'
import { canvasPen } from './pen.ts'

/** A square plot under its title, to be saved. */
export interface SquareFigure {
  title: string
  /** From back to front; each may begin by clearing what it is drawn on. */
  layers: readonly Drawing[]
  /** At the right of the title. */
  legend: readonly { colour: string; text: string }[]
  colours: { ground: string; text: string }
}

const header = 44
const side = 760
const entry = 30

/** CSS pixels of every such figure. */
export const squareFigureSize = { width: side + 16, height: header + side }

export function drawSquareFigure({ title, layers, legend, colours }: SquareFigure): Drawing {
  return (context, { ratio }) => {
    const pen = canvasPen(context)
    pen.rectangle({ left: 0, top: 0, ...squareFigureSize }, colours.ground)
    pen.text(title, { left: 16, top: 24 }, { colour: colours.text, size: 15, weight: 600 })
    for (const [index, { colour, text }] of legend.entries()) {
      const left = squareFigureSize.width - 12 - (legend.length - index) * entry
      context.fillStyle = colour
      context.beginPath()
      context.arc(left, 24, 5, 0, 2 * Math.PI)
      context.fill()
      pen.text(text, { left: left + 9, top: 24 }, { colour: colours.text, size: 12 })
    }
    const size = { width: squareFigureSize.width, height: side - 8, ratio }
    for (const layer of layers) {
      context.drawImage(onCanvasOfItsOwn(layer, size), 0, header, size.width, size.height)
    }
  }
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
