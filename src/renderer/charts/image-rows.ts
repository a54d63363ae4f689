import type { Drawing } from './canvas.ts'
import { countOf, tiles, type GreyImages } from './digits.ts'
import { canvasPen } from './pen.ts'

/** Rows of images under each other, to be saved. */
export interface ImageRows {
  title: string
  /** Below the title. */
  note?: string
  /** From top to bottom; images of one size, n in each. */
  rows: readonly { name: string; images: GreyImages }[]
  colours: { ground: string; text: string }
}

const margin = { left: 124, right: 20, top: 48, bottom: 20 }
const noteHeight = 20
const tile = 64
const gap = 4
/** Room for the title over a few images. */
const leastWidth = 480

/** CSS pixels of a figure, which grows to the right with its images. */
export function imageRowsSize({ rows, note }: ImageRows): { width: number; height: number } {
  const heights = rows.map(({ images }) => tileHeight(images) + gap)
  return {
    width: Math.max(leastWidth, margin.left + Math.max(...rows.map(({ images }) => rowWidth(images))) + margin.right),
    height: top(note) + heights.reduce((sum, height) => sum + height, 0) - gap + margin.bottom,
  }
}

/** Draws a figure with its title, and the name of each row beside it. */
export function drawImageRows(figure: ImageRows): Drawing {
  const { title, note, rows, colours } = figure
  return (context, { ratio }) => {
    const pen = canvasPen(context)
    pen.rectangle({ left: 0, top: 0, ...imageRowsSize(figure) }, colours.ground)
    pen.text(title, { left: 20, top: 24 }, { colour: colours.text, size: 15, weight: 600 })
    if (note !== undefined) pen.text(note, { left: 20, top: 46 }, { colour: colours.text, size: 12 })
    let at = top(note)
    for (const { name, images } of rows) {
      pen.text(name, { left: 20, top: at + tileHeight(images) / 2 }, { colour: colours.text, size: 12 })
      context.save()
      context.translate(margin.left, at)
      tiles(images, { columns: countOf(images), gap })(context, { width: rowWidth(images), height: tileHeight(images), ratio })
      context.restore()
      at += tileHeight(images) + gap
    }
  }
}

function top(note: string | undefined): number {
  return margin.top + (note === undefined ? 0 : noteHeight)
}

function rowWidth(images: GreyImages): number {
  return countOf(images) * (tile + gap) - gap
}

function tileHeight({ height, width }: GreyImages): number {
  return Math.round(tile * (height / width))
}
