import type { SKRSContext2D } from '@napi-rs/canvas'
import { digitColours, type DigitColourName } from '../../../shared/maths/digit-colours.ts'
import { describeManifoldPlane, firstAxes } from '../../../shared/experiment/latent-words.ts'
import { manifoldAxis, markedPlaces } from '../../../shared/maths/manifold-axis.ts'
import { drawBottomTicks, ticksAt, type Tick } from './axes.ts'
import type { Figure } from './figure.ts'
import { layoutAt, type Layout } from './layout.ts'
import { mosaic } from './mosaic.ts'
import { Raster } from './raster.ts'
import { AreaResizer } from './resize.ts'
import { drawCaption, drawEpochTitle } from './text.ts'

export interface ManifoldFrame {
  /** 0-based. */
  epoch: number
  /** [side, side, height, width] bytes. */
  manifold: Uint8Array
}

export interface ManifoldShape {
  /** Digits along one side. */
  side: number
  /** Of one digit. */
  height: number
  width: number
  latentDim: number
}

/**
 * The tutorial's draw_manifold: side × side decoded digits, no axes, `Epoch: N` above, and below which of many dimensions these
 * are. Of a single dimension, all rows of which are alike: one row, with the values of z₀ at its foot.
 */
export class ManifoldFigure implements Figure<ManifoldFrame> {
  readonly width: number
  readonly height: number
  private readonly layout: Layout
  private readonly picture: Raster
  private readonly resizer: AreaResizer
  private readonly rows: number
  private readonly left: number
  private readonly top: number

  /** @param scale 1: the tutorial's 800 × 800 pixels */
  constructor(
    private readonly shape: ManifoldShape,
    scale = 1,
    private readonly colourMap: DigitColourName = 'Greys_r',
  ) {
    const { side, height, width, latentDim } = shape
    this.layout = layoutAt(scale)
    this.rows = latentDim === 1 ? 1 : side
    const source = { width: side * width, height: this.rows * height }
    const { figureSize, subplotBox, titleSize, titlePad } = this.layout
    const magnification = Math.min(subplotBox.width / source.width, subplotBox.height / source.height)
    this.picture = new Raster(Math.round(source.width * magnification), Math.round(source.height * magnification))
    this.resizer = new AreaResizer(source, this.picture)
    this.width = figureSize
    this.left = Math.round(subplotBox.left + (subplotBox.width - this.picture.width) / 2)
    const flat = latentDim === 1
    this.top = Math.round(flat ? titleSize + 2 * titlePad : subplotBox.top + (subplotBox.height - this.picture.height) / 2)
    this.height = flat ? Math.round(this.top + this.picture.height + this.layout.points(50)) : figureSize
  }

  draw(context: SKRSContext2D, { epoch, manifold }: ManifoldFrame): void {
    const { shape, picture, layout, colourMap, left, top, rows } = this
    const { side, height, width, latentDim } = shape
    const levels = this.resizer.resize(mosaic(manifold, rows, side, height, width))
    picture.paint(levels, digitColours[colourMap])
    context.fillStyle = '#fff'
    context.fillRect(0, 0, this.width, this.height)
    const middle = left + picture.width / 2
    const foot = top + picture.height
    drawEpochTitle(context, epoch, middle, top - layout.titlePad, layout)
    picture.putOn(context, left, top)
    if (latentDim === 1) drawBottomTicks(context, foot, this.ticks(), layout)
    // Two dimensions are what the tutorial's figure shows.
    const plane = latentDim === 2 ? [] : [describeManifoldPlane(firstAxes(latentDim), latentDim, '0')]
    drawCaption(context, plane, middle, foot, layout)
  }

  /** Values of z₀ under some of the digits of the only row. */
  private ticks(): Tick[] {
    const { left, picture, shape } = this
    const axis = manifoldAxis(shape.side).map((value) => Number(value.toFixed(2)))
    const marked = markedPlaces(shape.side)
    const values = marked.map((column) => axis[column] ?? 0)
    return ticksAt(values, (value) => left + ((axis.indexOf(value) + 0.5) * picture.width) / shape.side)
  }
}
