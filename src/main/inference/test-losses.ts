import { binaryCrossEntropy } from '../../shared/maths/cross-entropy.ts'
import { klFromStandardNormal } from '../../shared/maths/gaussian.ts'
import { portionSize } from '../models/portions.ts'
import { bytesOf } from './images.ts'
import type { InferenceModel } from './inference-model.ts'

/** A portion of the test set through the whole model. */
export interface PortionResult {
  /** Bytes, [n, pixels]. */
  reconstructions: Uint8Array
  /** Nats of each image, reconstruction + KL, [n]; z is sampled, as for val_loss. */
  losses: Float32Array
}

/** The places of a portion of `count` images. */
export function portionRange(portion: number, count: number): { start: number; end: number } {
  return { start: portion * portionSize, end: Math.min(count, (portion + 1) * portionSize) }
}

/** @param images the test set, bytes [count, pixels] */
export function runPortion(model: InferenceModel, images: Uint8Array, epoch: number, portion: number): PortionResult {
  const { pixels, latentDim } = model
  const { start, end } = portionRange(portion, images.length / pixels)
  const part = images.subarray(start * pixels, end * pixels)
  // Filled up, since the noise of an image depends on its place in a whole portion.
  const whole = new Uint8Array(portionSize * pixels)
  whole.set(part)
  const probabilities = model.reconstruct(whole, epoch, portion)
  const { zMean, zLogVar } = model.encode(part)
  const losses = Float32Array.from({ length: end - start }, (_, i) => {
    const code = [i * latentDim, (i + 1) * latentDim] as const
    const image = [i * pixels, (i + 1) * pixels] as const
    return (
      binaryCrossEntropy(part.subarray(...image), probabilities.subarray(...image)) +
      klFromStandardNormal(zMean.subarray(...code), zLogVar.subarray(...code))
    )
  })
  return { losses, reconstructions: bytesOf(probabilities.subarray(0, (end - start) * pixels)) }
}
