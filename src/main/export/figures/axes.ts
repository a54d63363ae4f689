import type { SKRSContext2D } from '@napi-rs/canvas'
import { tickLabels } from '../../../shared/maths/tick-labels.ts'
import type { Box, Layout } from './layout.ts'
import { drawText } from './text.ts'

export interface Tick {
  /** Pixels from the left or from the top of the canvas. */
  at: number
  label: string
}

/** Ticks at these values of one axis. */
export function ticksAt(values: readonly number[], place: (value: number) => number): Tick[] {
  const labels = tickLabels(values)
  return values.map((value, index) => ({ at: place(value), label: labels[index] ?? '' }))
}

/** As many of ascending or descending ticks as can be read one above the other, the first and the last among them. */
function legible(ticks: readonly Tick[], { tickLabelSize }: Layout): Tick[] {
  // Digits are three quarters as high as their size says.
  const least = 0.82 * tickLabelSize
  const far = (one: Tick | undefined, other: Tick) => one === undefined || Math.abs(one.at - other.at) >= least
  const last = ticks.at(-1)
  const chosen: Tick[] = []
  for (const tick of ticks) if (far(chosen.at(-1), tick) && (tick === last || last === undefined || far(last, tick))) chosen.push(tick)
  return last === undefined || chosen.at(-1) === last ? chosen : [...chosen, last]
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

/** Ticks on the left or on the right of `x`, labelled, as many as there is room for. */
export function drawSideTicks(
  context: SKRSContext2D,
  x: number,
  side: 'left' | 'right',
  ticks: readonly Tick[],
  layout: Layout,
): void {
  const { hairline, tickLength, tickPad, tickLabelSize } = layout
  const direction = side === 'left' ? -1 : 1
  const middle = hairline / 2
  for (const { at, label } of legible(ticks, layout)) {
    context.fillStyle = '#000'
    context.fillRect(side === 'left' ? x - tickLength : x, Math.round(at), tickLength + hairline, hairline)
    drawText(context, label, x + middle + direction * (tickLength + tickPad), at + middle, {
      size: tickLabelSize,
      align: side === 'left' ? 'right' : 'left',
      anchor: 'middle',
    })
  }
}
