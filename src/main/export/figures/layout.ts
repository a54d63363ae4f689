/**
 * The look of matplotlib's defaults at the tutorial's size: a figure of 10 × 10 in at 80 dpi, axes in the default
 * subplot box, lengths and font sizes in points. All results are pixels, y growing downwards.
 */
const dotsPerInch = 80

export const figureSize = 800

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Pixels of a length in points (1/72 in). */
export function points(length: number): number {
  return (length * dotsPerInch) / 72
}

/** matplotlib's default subplot box: 12.5 % free on the left, 10 % on the right, 12 % above, 11 % below. */
export const subplotBox: Box = {
  left: 0.125 * figureSize,
  top: 0.12 * figureSize,
  width: 0.775 * figureSize,
  height: 0.77 * figureSize,
}

export const titleSize = points(12)
export const titlePad = points(6)
export const tickLabelSize = points(10)
export const tickLength = Math.round(points(3.5))
export const tickPad = points(3.5)
