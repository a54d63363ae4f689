import { ImageData, type SKRSContext2D } from '@napi-rs/canvas'

/** An opaque picture to paint pixel by pixel, white at first. */
export class Raster {
  /** [height, width, 4] RGBA bytes. Held here, since ImageData's own property crosses into native code at each use. */
  readonly rgba: Uint8ClampedArray
  private readonly image: ImageData

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.image = new ImageData(width, height)
    this.rgba = this.image.data
    this.clear()
  }

  clear(): void {
    this.rgba.fill(255)
  }

  /** @param greys [height, width] */
  paintGreys(greys: Uint8Array): void {
    for (let index = 0, at = 0; index < greys.length; index++, at += 4) {
      const grey = greys[index] ?? 0
      this.rgba[at] = grey
      this.rgba[at + 1] = grey
      this.rgba[at + 2] = grey
    }
  }

  /** Puts the picture on a canvas, its top left corner at (left, top). */
  putOn(context: SKRSContext2D, left: number, top: number): void {
    context.putImageData(this.image, left, top)
  }
}
