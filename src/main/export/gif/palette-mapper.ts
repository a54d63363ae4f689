import type { Rgb } from '../../../shared/maths/colour-maps.ts'

/**
 * Finds the nearest colour of a palette (by distance in RGB; colours of the palette map to themselves) for each pixel.
 * Each colour is searched for once and then remembered in a table over all 2²⁴ of them, of which the system only
 * provides the pages in use.
 */
export class PaletteMapper {
  private readonly memory = new Uint16Array(2 ** 24)

  constructor(readonly palette: readonly Rgb[]) {
    palette.forEach(([red, green, blue], index) => {
      this.memory[red | (green << 8) | (blue << 16)] = index + 1
    })
  }

  /** @param rgba [n, 4] bytes. @returns index into the palette of each pixel, [n] */
  map(rgba: Uint8ClampedArray): Uint8Array {
    const indices = new Uint8Array(rgba.length / 4)
    for (let pixel = 0, at = 0; pixel < indices.length; pixel++, at += 4) {
      const colour = (rgba[at] ?? 0) | ((rgba[at + 1] ?? 0) << 8) | ((rgba[at + 2] ?? 0) << 16)
      const known = this.memory[colour] ?? 0
      indices[pixel] = (known === 0 ? this.remember(colour) : known) - 1
    }
    return indices
  }

  private remember(colour: number): number {
    let nearest = 0
    let least = Infinity
    this.palette.forEach(([red, green, blue], index) => {
      const distance = (red - (colour & 255)) ** 2 + (green - ((colour >> 8) & 255)) ** 2 + (blue - (colour >> 16)) ** 2
      if (distance < least) {
        least = distance
        nearest = index + 1
      }
    })
    return (this.memory[colour] = nearest)
  }
}
