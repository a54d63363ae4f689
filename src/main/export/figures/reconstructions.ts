import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Figure } from './figure.ts'
import { titlePad, titleSize } from './layout.ts'
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
  /** Dark digits on white. */
  invertColors?: boolean
}

/** About this many pixels a digit, as near as a whole multiple of its size comes. */
const digitSize = 112
const margin = 16

/** The tutorial's plot_digits: rows of digits one below the other, in grey, `Epoch: N` above. */
export class ReconstructionsFigure implements Figure<ReconstructionsFrame> {
  readonly width: number
  readonly height: number
  private readonly scale: number
  private readonly top = Math.round(margin + titleSize + titlePad)

  constructor(private readonly shape: ReconstructionsShape) {
    this.scale = Math.max(1, Math.round(digitSize / Math.max(shape.width, shape.height)))
    this.width = 2 * margin + shape.columns * shape.width * this.scale
    this.height = this.top + shape.rows * shape.height * this.scale + margin
  }

  draw(context: SKRSContext2D, { epoch, rows }: ReconstructionsFrame): void {
    const { columns, height, width, invertColors = false } = this.shape
    const shown = columns * height * width
    const digits = new Uint8Array(rows.length * shown)
    rows.forEach((row, index) => digits.set(row.subarray(0, shown), index * shown))
    const image = mosaic(digits, rows.length, columns, height, width)
    const picture = new Raster(image.width * this.scale, image.height * this.scale)
    picture.paintGreys(magnified(invertColors ? image.pixels.map((grey) => 255 - grey) : image.pixels, image.width, this.scale))
    context.fillStyle = '#fff'
    context.fillRect(0, 0, this.width, this.height)
    drawEpochTitle(context, epoch, this.width / 2, this.top - titlePad)
    picture.putOn(context, margin, this.top)
  }
}

/** Each pixel as a square of `scale` × `scale`. */
function magnified(pixels: Uint8Array, width: number, scale: number): Uint8Array {
  const wide = width * scale
  return Uint8Array.from({ length: pixels.length * scale * scale }, (_, index) => {
    const source = Math.floor(index / wide / scale) * width + Math.floor((index % wide) / scale)
    return pixels[source] ?? 0
  })
}

/** How many digits a figure of these rows shows: as many as the shortest has, the tutorial's ten at most. */
export function shortestRow(rows: readonly Uint8Array[], digitPixels: number): number {
  return Math.min(10, ...rows.map((row) => Math.floor(row.length / digitPixels)))
}
