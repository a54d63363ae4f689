import type { PlanePoint } from '../../../shared/maths/latent-plane.ts'

/** Points of one stroke of the pen, in the pad's own unit: its shorter side is 1. */
export type Stroke = readonly PlanePoint[]

/** MNIST's digits fit a box of 20 of the 28 pixels, and their centre of mass lies in the middle. */
const boxFraction = 20 / 28
/** Half of the pen's width and of its soft edge, against the shorter side of the image. */
const penFraction = 1.25 / 28
const edgeFraction = 0.6 / 28

/**
 * Draws strokes as an image of the data set's size, white on black, made to fit as MNIST's digits are.
 * @returns bytes, [height, width]; all black without strokes
 */
export function rasterize(strokes: readonly Stroke[], height: number, width: number): Uint8Array {
  const points = strokes.flat()
  if (points.length === 0) return new Uint8Array(height * width)
  const side = Math.min(height, width)
  const fitted = fit(strokes, { height, width, side })
  const image = paint(fitted, height, width, side)
  const centre = centreOfMass(image, width)
  const [right, down] = [(width - 1) / 2 - centre.x, (height - 1) / 2 - centre.y]
  return paint(fitted.map((stroke) => stroke.map(({ x, y }) => ({ x: x + right, y: y + down }))), height, width, side)
}

/** In pixels, as large as the box allows, and the whole pen within the image. A dot stays a dot. */
function fit(strokes: readonly Stroke[], { height, width, side }: { height: number; width: number; side: number }): PlanePoint[][] {
  const xs = strokes.flatMap((stroke) => stroke.map(({ x }) => x))
  const ys = strokes.flatMap((stroke) => stroke.map(({ y }) => y))
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [across, down] = [Math.max(...xs) - left, Math.max(...ys) - top]
  // The pen's own width belongs to the box.
  const room = (length: number) => boxFraction * length - 2 * penFraction * side
  const scale = Math.max(across, down) > 0.1 ? Math.min(room(width) / across, room(height) / down) : side
  const margin = (length: number) => ((1 - boxFraction) / 2) * length + penFraction * side
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: (x - left) * scale + margin(width), y: (y - top) * scale + margin(height) })),
  )
}

function paint(strokes: readonly Stroke[], height: number, width: number, side: number): Uint8Array {
  const [radius, edge] = [penFraction * side, edgeFraction * side]
  return Uint8Array.from({ length: height * width }, (_, i) => {
    const pixel = { x: i % width, y: Math.floor(i / width) }
    const distance = strokes.reduce((least, stroke) => Math.min(least, distanceTo(stroke, pixel)), Infinity)
    return Math.round(255 * Math.max(0, Math.min(1, (radius + edge - distance) / (2 * edge))))
  })
}

function distanceTo(stroke: Stroke, { x, y }: PlanePoint): number {
  let least = Infinity
  for (const [i, from] of stroke.entries()) {
    const to = stroke[i + 1] ?? from
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const length = dx * dx + dy * dy
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length))
    least = Math.min(least, Math.hypot(x - from.x - t * dx, y - from.y - t * dy))
  }
  return least
}

function centreOfMass(image: Uint8Array, width: number): PlanePoint {
  let [mass, x, y] = [0, 0, 0]
  for (const [i, value] of image.entries()) {
    mass += value
    x += value * (i % width)
    y += value * Math.floor(i / width)
  }
  return mass === 0 ? { x: 0, y: 0 } : { x: x / mass, y: y / mass }
}
