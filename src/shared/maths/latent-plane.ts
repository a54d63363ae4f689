import { principalComponents } from './principal-components.ts'

/** A plane in the latent space, with coordinates x and y; both directions have length 1 and stand at right angles. */
export interface LatentPlane {
  /** The code at x = y = 0. */
  origin: Float64Array
  x: Float64Array
  /** All zeros where the latent space has one dimension only. */
  y: Float64Array
}

export interface PlanePoint {
  x: number
  y: number
}

/** How a plane is chosen: by two dimensions, with all others 0, or by the two directions of the greatest variance. */
export type PlaneChoice = { kind: 'dimensions'; x: number; y: number } | { kind: 'pca' }

export function planeOfDimensions(latentDim: number, x: number, y: number): LatentPlane {
  const unit = (dimension: number) => Float64Array.from({ length: latentDim }, (_, i) => (i === dimension ? 1 : 0))
  return { origin: new Float64Array(latentDim), x: unit(x), y: latentDim > 1 ? unit(y) : new Float64Array(1) }
}

/** The plane through the mean of the codes along their first two principal components, and the share of the variance of each. */
export function planeOfPca(codes: Float32Array, latentDim: number): { plane: LatentPlane; shares: [number, number] } {
  const { mean, components, variances } = principalComponents(codes, latentDim)
  const total = variances.reduce((sum, variance) => sum + variance, 0) || 1
  const none = new Float64Array(latentDim)
  return {
    plane: { origin: mean, x: components[0] ?? none, y: components[1] ?? none },
    shares: [(variances[0] ?? 0) / total, (variances[1] ?? 0) / total],
  }
}

/** Coordinates of codes, [n, latentDim], projected onto the plane: [n, 2]. */
export function coordinates({ origin, x, y }: LatentPlane, codes: Float32Array): Float32Array {
  const width = origin.length
  const points = new Float32Array((codes.length / width) * 2)
  for (let i = 0; i < points.length / 2; i++) {
    let [along, across] = [0, 0]
    for (let k = 0; k < width; k++) {
      const value = (codes[i * width + k] ?? 0) - (origin[k] ?? 0)
      along += value * (x[k] ?? 0)
      across += value * (y[k] ?? 0)
    }
    points[2 * i] = along
    points[2 * i + 1] = across
  }
  return points
}

export function pointOf(plane: LatentPlane, code: Float32Array): PlanePoint {
  const [x = 0, y = 0] = coordinates(plane, code)
  return { x, y }
}

/** The code at a point of the plane. */
export function codeAt(plane: LatentPlane, { x, y }: PlanePoint): Float32Array {
  return Float32Array.from(plane.origin, (value, k) => value + x * (plane.x[k] ?? 0) + y * (plane.y[k] ?? 0))
}

/** The 1σ ellipse of a normal distribution with independent dimensions, seen in the plane. */
export interface Ellipse {
  /** Half axes. */
  major: number
  minor: number
  /** Of the major one from the x axis, radians. */
  angle: number
}

/** @param deviations σ of each dimension */
export function ellipseOf(plane: LatentPlane, deviations: Float32Array): Ellipse {
  let [xx, xy, yy] = [0, 0, 0]
  for (const [k, deviation] of deviations.entries()) {
    const variance = deviation ** 2
    const [x = 0, y = 0] = [plane.x[k], plane.y[k]]
    xx += variance * x * x
    xy += variance * x * y
    yy += variance * y * y
  }
  const [middle, spread] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)]
  return {
    major: Math.sqrt(middle + spread),
    minor: Math.sqrt(Math.max(0, middle - spread)),
    angle: Math.atan2(2 * xy, xx - yy) / 2,
  }
}
