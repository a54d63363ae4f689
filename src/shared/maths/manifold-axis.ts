import { inverseNormalCdf } from './inverse-normal-cdf.ts'
import { linspace } from './linspace.ts'

/** Digits along one side of the tutorial's manifold figure. */
export const manifoldSide = 15

/** Probability left out at either end of the tutorial's axes. */
export const manifoldTail = 0.05

/** The places of an axis that have a tick: both ends, the middle and one between, the same on either side. */
export function markedPlaces(count: number): number[] {
  const last = count - 1
  const quarter = Math.round(last / 4)
  return [...new Set([0, quarter, Math.round(last / 2), last - quarter, last])].filter((place) => place >= 0)
}

/**
 * Where draw_manifold samples each of the first two latent dimensions: Φ⁻¹ of `side` evenly spaced probabilities from
 * `tail` to 1 − `tail`, so that under the prior N(0, I) every digit stands for the same probability. Row i of the figure has
 * z[1] = axis[i], growing downwards; column j has z[0] = axis[j].
 */
export function manifoldAxis(side: number = manifoldSide, tail: number = manifoldTail): number[] {
  if (side === 1) return [0]
  const axis = linspace(tail, 1 - tail, side).map(inverseNormalCdf)
  // linspace reaches the median only to the last bit: the middle of an odd axis is 0 by symmetry.
  if (side % 2 === 1) axis[(side - 1) / 2] = 0
  return axis
}
