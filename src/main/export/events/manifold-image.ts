import { mosaic } from '../figures/mosaic.ts'
import { encodeGreyPng } from '../png.ts'
import type { EventImage } from './event-messages.ts'

/**
 * A snapshot's manifold as TensorBoard shows it: the digits side by side in `Greys_r`, one pixel for one, no title.
 * @param manifold [side, side, height, width] bytes
 */
export function manifoldImage(
  { manifold, manifoldSide }: { manifold: Uint8Array; manifoldSide: number },
  { height, width }: { height: number; width: number },
): EventImage {
  const image = mosaic(manifold, manifoldSide, manifoldSide, height, width)
  return { png: encodeGreyPng(image), width: image.width, height: image.height, channels: 1 }
}
