import { ImageData, type SKRSContext2D } from '@napi-rs/canvas'
import type { Rgb } from '../../../shared/maths/colour-maps.ts'

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

  /** Colours each pixel by its level. @param levels [height, width] @param map 256 colours */
  paint(levels: Uint8Array, map: readonly Rgb[]): void {
    const table = Uint8Array.from(map.flat())
    for (let index = 0, at = 0; index < levels.length; index++, at += 4) {
      const colour = 3 * (levels[index] ?? 0)
      this.rgba[at] = table[colour] ?? 0
      this.rgba[at + 1] = table[colour + 1] ?? 0
      this.rgba[at + 2] = table[colour + 2] ?? 0
    }
  }

  /** Puts the picture on a canvas, its top left corner at (left, top). */
  putOn(context: SKRSContext2D, left: number, top: number): void {
    context.putImageData(this.image, left, top)
  }
}
