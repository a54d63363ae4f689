/** The tutorial's figure at scale 1: 10 × 10 in at 80 dpi. */
const sideInPixels = 800
const dotsPerInch = 80

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Lengths of a figure in pixels, y growing downwards. */
export interface Layout {
  /** Side of a square figure. */
  figureSize: number
  /** Thickness of frames and ticks. */
  hairline: number
  /** matplotlib's default subplot box: 12.5 % free on the left, 10 % on the right, 12 % above, 11 % below. */
  subplotBox: Box
  titleSize: number
  titlePad: number
  tickLabelSize: number
  tickLength: number
  tickPad: number
  /** Pixels of a length in points (1/72 in). */
  points(length: number): number
}

/**
 * The look of matplotlib's defaults at the tutorial's size, `scale` times as large: lengths and font sizes come from points,
 * so that a larger picture shows the same, only sharper.
 */
export function layoutAt(scale: number): Layout {
  const points = (length: number) => (length * dotsPerInch * scale) / 72
  const figureSize = Math.round(sideInPixels * scale)
  const share = (fraction: number) => Math.round(fraction * figureSize)
  return {
    figureSize,
    hairline: Math.max(1, Math.round(scale)),
    subplotBox: { left: share(0.125), top: share(0.12), width: share(0.775), height: share(0.77) },
    titleSize: points(12),
    titlePad: points(6),
    tickLabelSize: points(10),
    tickLength: Math.round(points(3.5)),
    tickPad: points(3.5),
    points,
  }
}
