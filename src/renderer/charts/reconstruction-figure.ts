import type { Drawing } from './canvas.ts'
import { tiles, type GreyImages } from './digits.ts'
import { canvasPen } from './pen.ts'

/** Images over what a model makes of them, to be saved. */
export interface ReconstructionFigure {
  title: string
  /** n images each. */
  originals: GreyImages
  reconstructions: GreyImages
  colours: { ground: string; text: string }
}

const margin = { left: 124, right: 20, top: 48, bottom: 20 }
const tile = 64
const gap = 4

/** CSS pixels of a figure, which grows to the right with its images. */
export function reconstructionSize({ originals }: ReconstructionFigure): { width: number; height: number } {
  return { width: margin.left + rowWidth(originals) + margin.right, height: margin.top + 2 * tileHeight(originals) + gap + margin.bottom }
}

/** Draws a figure with its title, and the name of each row beside it. */
export function drawReconstructions(figure: ReconstructionFigure): Drawing {
  const { title, originals, reconstructions, colours } = figure
  const rows = [
    { name: 'Original', images: originals },
    { name: 'Reconstruction', images: reconstructions },
  ]
  return (context, { ratio }) => {
    const pen = canvasPen(context)
    pen.rectangle({ left: 0, top: 0, ...reconstructionSize(figure) }, colours.ground)
    pen.text(title, { left: 20, top: 24 }, { colour: colours.text, size: 15, weight: 600 })
    for (const [index, { name, images }] of rows.entries()) {
      const top = margin.top + index * (tileHeight(images) + gap)
      pen.text(name, { left: 20, top: top + tileHeight(images) / 2 }, { colour: colours.text, size: 12 })
      context.save()
      context.translate(margin.left, top)
      tiles(images, countOf(images), gap)(context, { width: rowWidth(images), height: tileHeight(images), ratio })
      context.restore()
    }
  }
}

function countOf({ bytes, height, width }: GreyImages): number {
  return Math.floor(bytes.length / (height * width))
}

function rowWidth(images: GreyImages): number {
  return countOf(images) * (tile + gap) - gap
}

function tileHeight({ height, width }: GreyImages): number {
  return Math.round(tile * (height / width))
}
