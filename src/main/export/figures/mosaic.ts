/** Levels of a picture, [height, width] bytes, row-major. */
export interface GreyImage {
  pixels: Uint8Array
  width: number
  height: number
}

/**
 * Puts digits side by side.
 * @param digits [rows, columns, height, width] bytes
 * @returns [rows · height, columns · width] bytes
 */
export function mosaic(digits: Uint8Array, rows: number, columns: number, height: number, width: number): GreyImage {
  const pixels = new Uint8Array(rows * height * columns * width)
  let source = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let y = 0; y < height; y++, source += width) {
        pixels.set(digits.subarray(source, source + width), ((row * height + y) * columns + column) * width)
      }
    }
  }
  return { pixels, width: columns * width, height: rows * height }
}
