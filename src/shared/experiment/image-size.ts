/**
 * The size of an image in words, everywhere the same: width × height, as pictures and screens are measured. NumPy’s shapes and IDX
 * headers are the other way round, rows first; where they are meant, they are written (height, width).
 */
export function imageSize({ width, height }: { width: number; height: number }): string {
  return `${width} × ${height}`
}
