import type { SKRSContext2D } from '@napi-rs/canvas'
import type { LabelColours } from '../../../shared/maths/label-colours.ts'
import { drawFrame, drawSideTicks, tickLabel } from './axes.ts'
import type { Box, Layout } from './layout.ts'

/** An upright bar of the labels' colours, 0 at the bottom and 9 at the top, with a tick at each. */
export function drawColourBar(context: SKRSContext2D, box: Box, colours: LabelColours, layout: Layout): void {
  for (let row = 0; row < box.height; row++) {
    const [red, green, blue] = colours.bar(1 - (row + 0.5) / box.height)
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`
    context.fillRect(box.left, box.top + row, box.width, 1)
  }
  drawFrame(context, box, layout)
  const ticks = Array.from({ length: 10 }, (_, label) => ({
    at: box.top + box.height * (1 - colours.place(label)),
    label: tickLabel(label),
  }))
  drawSideTicks(context, box.left + box.width, 'right', ticks, layout)
}
