import { greysReversed } from '../../../shared/maths/colour-maps.ts'

/** A grey picture, [height, width] bytes, row-major. */
export interface GreyImage {
  pixels: Uint8Array
  width: number
  height: number
}

/**
 * Puts digits side by side and colours them by `Greys_r` over [0, 1], which leaves them grey.
 * @param digits [rows, columns, height, width] bytes
 * @returns [rows · height, columns · width] grey levels
 */
export function mosaic(digits: Uint8Array, rows: number, columns: number, height: number, width: number): GreyImage {
  const pixels = new Uint8Array(rows * height * columns * width)
  let source = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let y = 0; y < height; y++) {
        let target = ((row * height + y) * columns + column) * width
        for (let x = 0; x < width; x++) pixels[target++] = greysReversed[digits[source++] ?? 0] ?? 0
      }
    }
  }
  return { pixels, width: columns * width, height: rows * height }
}
