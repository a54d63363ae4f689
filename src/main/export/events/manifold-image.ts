import { describeManifoldPlane, firstAxes } from '../../../shared/experiment/latent-words.ts'
import { greysReversed } from '../../../shared/maths/colour-maps.ts'
import { mosaic } from '../figures/mosaic.ts'
import { encodeGreyPng } from '../png.ts'
import type { EventImage } from './event-messages.ts'

/**
 * A snapshot's manifold as TensorBoard shows it: the digits side by side in `Greys_r`, one pixel for one, no title, described
 * in words; of a single dimension one row, for the others are like it.
 * @param manifold [side, side, height, width] bytes
 */
export function manifoldImage(
  { manifold, manifoldSide, latentDim }: { manifold: Uint8Array; manifoldSide: number; latentDim: number },
  { height, width }: { height: number; width: number },
): EventImage {
  const image = mosaic(manifold, latentDim === 1 ? 1 : manifoldSide, manifoldSide, height, width)
  const greys = image.pixels.map((level) => greysReversed[level] ?? 0)
  const description = describeManifoldPlane(firstAxes(latentDim), latentDim, '0')
  return { png: encodeGreyPng({ ...image, pixels: greys }), width: image.width, height: image.height, channels: 1, description }
}
