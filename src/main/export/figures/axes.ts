import type { SKRSContext2D } from '@napi-rs/canvas'
import { tickLabelSize, tickLength, tickPad, type Box } from './layout.ts'
import { drawText } from './text.ts'

export interface Tick {
  /** Pixels from the left or from the top of the canvas. */
  at: number
  label: string
}

/** A number as matplotlib writes it on an axis: with a true minus sign, as wide as a plus. */
export function tickLabel(value: number): string {
  return String(value).replace('-', '−')
}

/** Outlines a box of whole pixels, one pixel wide; the line covers the box's first and its one-past-last pixel. */
export function drawFrame(context: SKRSContext2D, { left, top, width, height }: Box): void {
  context.fillStyle = '#000'
  context.fillRect(left, top, width + 1, 1)
  context.fillRect(left, top + height, width + 1, 1)
  context.fillRect(left, top, 1, height + 1)
  context.fillRect(left + width, top, 1, height + 1)
}

/** Ticks below `y`, labelled. */
export function drawBottomTicks(context: SKRSContext2D, y: number, ticks: readonly Tick[]): void {
  for (const { at, label } of ticks) {
    context.fillStyle = '#000'
    context.fillRect(Math.round(at), y, 1, tickLength + 1)
    drawText(context, label, at + 0.5, y + 0.5 + tickLength + tickPad, { size: tickLabelSize, align: 'center', anchor: 'top' })
  }
}

/** Ticks on the left or on the right of `x`, labelled. */
export function drawSideTicks(context: SKRSContext2D, x: number, side: 'left' | 'right', ticks: readonly Tick[]): void {
  const direction = side === 'left' ? -1 : 1
  for (const { at, label } of ticks) {
    context.fillStyle = '#000'
    context.fillRect(side === 'left' ? x - tickLength : x, Math.round(at), tickLength + 1, 1)
    drawText(context, label, x + 0.5 + direction * (tickLength + tickPad), at + 0.5, {
      size: tickLabelSize,
      align: side === 'left' ? 'right' : 'left',
      anchor: 'middle',
    })
  }
}
