import { join } from 'node:path'
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { WorkbenchError } from '../../../shared/errors.ts'
import { resourcesDirectory } from '../../resources.ts'
import type { Layout } from './layout.ts'

const family = 'Figure Sans'

/** Stems narrower than a pixel come out grey at these sizes: so much of a stroke around them makes them black. */
const stemStroke = 0.3

/** Height of DejaVu Sans' digits and capitals in em. */
const capHeight = 0.729

function registerFont(): void {
  if (GlobalFonts.has(family)) return
  const file = join(resourcesDirectory(), 'fonts', 'DejaVuSans.ttf')
  if (GlobalFonts.registerFromPath(file, family) === null) {
    throw new WorkbenchError('not-found', `The font “${file}” is missing. Install the program again.`)
  }
}

export interface TextStyle {
  /** Pixels per em. */
  size: number
  align: 'left' | 'center' | 'right'
  /** Which part of the letters `y` is. */
  anchor: 'top' | 'middle' | 'baseline'
}

/** Draws text in the font that ships with the workbench, so that a figure looks the same on every machine. */
export function drawText(context: SKRSContext2D, text: string, x: number, y: number, style: TextStyle): void {
  registerFont()
  const below = { top: capHeight, middle: capHeight / 2, baseline: 0 }[style.anchor]
  context.font = `${style.size}px "${family}"`
  context.textAlign = style.align
  context.textBaseline = 'alphabetic'
  context.fillStyle = '#000'
  context.strokeStyle = '#000'
  context.lineWidth = stemStroke
  context.fillText(text, x, y + below * style.size)
  context.strokeText(text, x, y + below * style.size)
}

/** Writes lines below the numbers of an axis at `y`, centred under `x`. */
export function drawCaption(context: SKRSContext2D, lines: readonly string[], x: number, y: number, layout: Layout): void {
  const { tickLength, tickPad, tickLabelSize } = layout
  const first = y + tickLength + tickPad + tickLabelSize + layout.points(10)
  for (const [index, line] of lines.entries()) {
    drawText(context, line, x, first + index * layout.points(14), { size: tickLabelSize, align: 'center', anchor: 'top' })
  }
}

/** Writes `Epoch: N` centred over `x`, on the baseline `y`. */
export function drawEpochTitle(context: SKRSContext2D, epoch: number, x: number, y: number, { titleSize }: Layout): void {
  drawText(context, `Epoch: ${epoch}`, x, y, { size: titleSize, align: 'center', anchor: 'baseline' })
}
