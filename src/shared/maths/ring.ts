import { standardNormals } from './normal-distribution.ts'
import { createRandom } from './random.ts'

export type Point = readonly [x: number, y: number]

/** Points in the tutorial's demonstration. */
export const ringPoints = 150

/** The tutorial's simple function that maps a Gaussian onto a ring: X = Z / |Z| + Z / 10. The origin has no image. */
export function ringOf([x, y]: Point): Point {
  const length = Math.hypot(x, y)
  return [x / length + x / 10, y / length + y / 10]
}

/** Z ~ N(0, I) in the plane. */
export function gaussianPoints(count: number, seed: number): Point[] {
  const numbers = standardNormals(createRandom(seed), 2 * count)
  return Array.from({ length: count }, (_, index): Point => [numbers[2 * index] ?? 0, numbers[2 * index + 1] ?? 0])
}
