import type { SKRSContext2D } from '@napi-rs/canvas'
import type { LabelColours } from '../../../shared/maths/label-colours.ts'
import { drawFrame, drawSideTicks } from './axes.ts'
import type { Box, Layout } from './layout.ts'

/** An upright bar of the labels' colours, the lowest at the bottom and the highest at the top, with a tick at each that there is room for. */
export function drawColourBar(context: SKRSContext2D, box: Box, colours: LabelColours, layout: Layout): void {
  for (let row = 0; row < box.height; row++) {
    const [red, green, blue] = colours.bar(1 - (row + 0.5) / box.height)
    context.fillStyle = `rgb(${red}, ${green}, ${blue})`
    context.fillRect(box.left, box.top + row, box.width, 1)
  }
  drawFrame(context, box, layout)
  const ticks = colours.labels.map((label) => ({
    at: box.top + box.height * (1 - colours.place(label)),
    label: String(label),
  }))
  drawSideTicks(context, box.left + box.width, 'right', ticks, layout)
}
