import { inverseNormalCdf } from './inverse-normal-cdf.ts'
import { linspace } from './linspace.ts'

/** Digits along one side of the tutorial's manifold figure. */
export const manifoldSide = 15

/**
 * Where draw_manifold samples each of the first two latent dimensions: Φ⁻¹ of `side` evenly spaced probabilities from
 * 0.05 to 0.95, so that under the prior N(0, I) every digit stands for the same probability. Row i of the figure has
 * z[1] = axis[i], growing downwards; column j has z[0] = axis[j].
 */
export function manifoldAxis(side: number = manifoldSide): number[] {
  if (side === 1) return [0]
  const axis = linspace(0.05, 0.95, side).map(inverseNormalCdf)
  // linspace reaches the median only to the last bit: the middle of an odd axis is 0 by symmetry.
  if (side % 2 === 1) axis[(side - 1) / 2] = 0
  return axis
}
