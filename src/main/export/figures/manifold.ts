import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Figure } from './figure.ts'
import { figureSize, subplotBox, titlePad } from './layout.ts'
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

/** The tutorial's draw_manifold: side × side decoded digits in `Greys_r` over [0, 1], no axes, `Epoch: N` above. */
export class ManifoldFigure implements Figure<ManifoldFrame> {
  readonly width = figureSize
  readonly height = figureSize
  private readonly picture: Raster
  private readonly resizer: AreaResizer

  constructor(private readonly shape: ManifoldShape) {
    const { side, height, width } = shape
    const scale = Math.min(subplotBox.width / width, subplotBox.height / height)
    this.picture = new Raster(Math.round(width * scale), Math.round(height * scale))
    this.resizer = new AreaResizer({ width: side * width, height: side * height }, this.picture)
  }

  draw(context: SKRSContext2D, { epoch, manifold }: ManifoldFrame): void {
    const { shape, picture } = this
    const left = Math.round(subplotBox.left + (subplotBox.width - picture.width) / 2)
    const top = Math.round(subplotBox.top + (subplotBox.height - picture.height) / 2)
    picture.paintGreys(this.resizer.resize(mosaic(manifold, shape.side, shape.side, shape.height, shape.width)))
    context.fillStyle = '#fff'
    context.fillRect(0, 0, this.width, this.height)
    drawEpochTitle(context, epoch, left + picture.width / 2, top - titlePad)
    picture.putOn(context, left, top)
  }
}
