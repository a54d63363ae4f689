import type { SKRSContext2D } from '@napi-rs/canvas'
import { digitColours, type DigitColourName } from '../../../shared/maths/digit-colours.ts'
import type { Figure } from './figure.ts'
import { layoutAt, type Layout } from './layout.ts'
import { mosaic } from './mosaic.ts'
import { Raster } from './raster.ts'
import { AreaResizer } from './resize.ts'
import { drawEpochTitle } from './text.ts'

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
}

/** The tutorial's draw_manifold: side × side decoded digits, no axes, `Epoch: N` above. */
export class ManifoldFigure implements Figure<ManifoldFrame> {
  readonly width: number
  readonly height: number
  private readonly layout: Layout
  private readonly picture: Raster
  private readonly resizer: AreaResizer

  /** @param scale 1: the tutorial's 800 × 800 pixels */
  constructor(
    private readonly shape: ManifoldShape,
    scale = 1,
    private readonly colourMap: DigitColourName = 'Greys_r',
  ) {
    const { side, height, width } = shape
    this.layout = layoutAt(scale)
    this.width = this.height = this.layout.figureSize
    const { subplotBox } = this.layout
    const magnification = Math.min(subplotBox.width / width, subplotBox.height / height)
    this.picture = new Raster(Math.round(width * magnification), Math.round(height * magnification))
    this.resizer = new AreaResizer({ width: side * width, height: side * height }, this.picture)
  }

  draw(context: SKRSContext2D, { epoch, manifold }: ManifoldFrame): void {
    const { shape, picture, layout, colourMap } = this
    const { subplotBox, titlePad } = layout
    const left = Math.round(subplotBox.left + (subplotBox.width - picture.width) / 2)
    const top = Math.round(subplotBox.top + (subplotBox.height - picture.height) / 2)
    const levels = this.resizer.resize(mosaic(manifold, shape.side, shape.side, shape.height, shape.width))
    picture.paint(levels, digitColours[colourMap])
    context.fillStyle = '#fff'
    context.fillRect(0, 0, this.width, this.height)
    drawEpochTitle(context, epoch, left + picture.width / 2, top - titlePad, layout)
    picture.putOn(context, left, top)
  }
}
