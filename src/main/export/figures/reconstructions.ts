import type { SKRSContext2D } from '@napi-rs/canvas'
import { digitColours, type DigitColourName } from '../../../shared/maths/digit-colours.ts'
import type { Figure } from './figure.ts'
import { layoutAt, type Layout } from './layout.ts'
import { mosaic } from './mosaic.ts'
import { Raster } from './raster.ts'
import { drawEpochTitle } from './text.ts'

export interface ReconstructionsFrame {
  /** 0-based. */
  epoch: number
  /** One array of digits a row, each [n, height, width] bytes. The figure shows as many as the shortest row has. */
  rows: readonly Uint8Array[]
}

export interface ReconstructionsShape {
  rows: number
  /** Digits in each row. */
  columns: number
  /** Of one digit. */
  height: number
  width: number
}

/** About this many pixels a digit at scale 1, as near as a whole multiple of its size comes. */
const digitSize = 112
const marginAtScaleOne = 16

/** The tutorial's plot_digits: rows of digits one below the other, `Epoch: N` above. */
export class ReconstructionsFigure implements Figure<ReconstructionsFrame> {
  readonly width: number
  readonly height: number
  private readonly layout: Layout
  private readonly margin: number
  /** Pixels of the picture along one side of a digit's pixel. */
  private readonly magnification: number
  private readonly top: number

  constructor(
    private readonly shape: ReconstructionsShape,
    scale = 1,
    private readonly colourMap: DigitColourName = 'Greys_r',
  ) {
    this.layout = layoutAt(scale)
    this.margin = Math.round(marginAtScaleOne * scale)
    this.magnification = Math.max(1, Math.round((digitSize * scale) / Math.max(shape.width, shape.height)))
    this.top = Math.round(this.margin + this.layout.titleSize + this.layout.titlePad)
    this.width = 2 * this.margin + shape.columns * shape.width * this.magnification
    this.height = this.top + shape.rows * shape.height * this.magnification + this.margin
  }

  draw(context: SKRSContext2D, { epoch, rows }: ReconstructionsFrame): void {
    const { columns, height, width } = this.shape
    const shown = columns * height * width
    const digits = new Uint8Array(rows.length * shown)
    rows.forEach((row, index) => digits.set(row.subarray(0, shown), index * shown))
    const image = mosaic(digits, rows.length, columns, height, width)
    const picture = new Raster(image.width * this.magnification, image.height * this.magnification)
    picture.paint(magnified(image.pixels, image.width, this.magnification), digitColours[this.colourMap])
    context.fillStyle = '#fff'
    context.fillRect(0, 0, this.width, this.height)
    drawEpochTitle(context, epoch, this.width / 2, this.top - this.layout.titlePad, this.layout)
    picture.putOn(context, this.margin, this.top)
  }
}

/** Each pixel as a square of `times` × `times`. */
function magnified(pixels: Uint8Array, width: number, times: number): Uint8Array {
  const wide = width * times
  return Uint8Array.from({ length: pixels.length * times * times }, (_, index) => {
    const source = Math.floor(index / wide / times) * width + Math.floor((index % wide) / times)
    return pixels[source] ?? 0
  })
}

/** How many digits a figure of these rows shows: as many as the shortest has, the tutorial's ten at most. */
export function shortestRow(rows: readonly Uint8Array[], digitPixels: number): number {
  return Math.min(10, ...rows.map((row) => Math.floor(row.length / digitPixels)))
}
