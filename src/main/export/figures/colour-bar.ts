import type { SKRSContext2D } from '@napi-rs/canvas'
import { colourIndex, type Rgb } from '../../../shared/maths/colour-maps.ts'
import { drawFrame, drawSideTicks, tickLabel } from './axes.ts'
import type { Box } from './layout.ts'

/** An upright bar of a colour map from `low` at the bottom to `high` at the top, with a tick at each whole number. */
export function drawColourBar(context: SKRSContext2D, box: Box, map: readonly Rgb[], low: number, high: number): void {
  for (let row = 0; row < box.height; row++) {
    const [red, green, blue] = map[colourIndex(1 - (row + 0.5) / box.height, 0, 1)] ?? [0, 0, 0]
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`
    context.fillRect(box.left, box.top + row, box.width, 1)
  }
  drawFrame(context, box)
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => ({
    at: box.top + box.height * (1 - index / (high - low)),
    label: tickLabel(low + index),
  }))
  drawSideTicks(context, box.left + box.width, 'right', ticks)
}
