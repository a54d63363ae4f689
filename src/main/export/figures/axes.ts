import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Box, Layout } from './layout.ts'
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

/** Outlines a box of whole pixels; the line covers the box's first and its one-past-last pixel. */
export function drawFrame(context: SKRSContext2D, { left, top, width, height }: Box, { hairline }: Layout): void {
  context.fillStyle = '#000'
  context.fillRect(left, top, width + hairline, hairline)
  context.fillRect(left, top + height, width + hairline, hairline)
  context.fillRect(left, top, hairline, height + hairline)
  context.fillRect(left + width, top, hairline, height + hairline)
}

/** Ticks below `y`, labelled. */
export function drawBottomTicks(context: SKRSContext2D, y: number, ticks: readonly Tick[], layout: Layout): void {
  const { hairline, tickLength, tickPad, tickLabelSize } = layout
  const middle = hairline / 2
  for (const { at, label } of ticks) {
    context.fillStyle = '#000'
    context.fillRect(Math.round(at), y, hairline, tickLength + hairline)
    const style = { size: tickLabelSize, align: 'center', anchor: 'top' } as const
    drawText(context, label, at + middle, y + middle + tickLength + tickPad, style)
  }
}

/** Ticks on the left or on the right of `x`, labelled. */
export function drawSideTicks(
  context: SKRSContext2D,
  x: number,
  side: 'left' | 'right',
  ticks: readonly Tick[],
  { hairline, tickLength, tickPad, tickLabelSize }: Layout,
): void {
  const direction = side === 'left' ? -1 : 1
  const middle = hairline / 2
  for (const { at, label } of ticks) {
    context.fillStyle = '#000'
    context.fillRect(side === 'left' ? x - tickLength : x, Math.round(at), tickLength + hairline, hairline)
    drawText(context, label, x + middle + direction * (tickLength + tickPad), at + middle, {
      size: tickLabelSize,
      align: side === 'left' ? 'right' : 'left',
      anchor: 'middle',
    })
  }
}
