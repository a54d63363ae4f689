import { z } from 'zod'
import { profiledSteps, type StepProfile } from '../experiment/step-profile.ts'
import { epoch, experimentId } from './primitives.ts'

/** Digits along one side of a manifold that is decoded on demand. */
export const manifoldSides = { least: 5, most: 40 } as const
/** Samples of a test digit's q(z | x) that are decoded. */
export const samplesOfADigit = 10

/** The weights of one snapshot. */
const at = { experimentId, epoch }
const testIndex = z.number().int().min(0).max(9_999_999)
/** Codes, or images, in one request. */
export const mostCodes = manifoldSides.most ** 2

export const inferenceRequests = {
  /** Has the weights of this epoch at hand before they are needed. */
  'inference:warm': z.strictObject(at),
  /** Codes, [n, latentDim], at most 1600 of them, through the decoder. */
  'inference:decode': z.strictObject({ ...at, codes: z.custom<Float32Array>(areCodes, 'Finite numbers in a Float32Array.') }),
  /** Images of the data set's size, [n, height, width] bytes, through the encoder. */
  'inference:encode': z.strictObject({ ...at, images: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Bytes.') }),
  /** `seed` draws the samples. */
  'inference:test-digit': z.strictObject({ ...at, index: testIndex, seed: z.number().int().min(0).max(2 ** 31 - 1) }),
  /** Test images and what the whole model makes of them. */
  'inference:reconstructions': z.strictObject({
    ...at,
    choice: z.discriminatedUnion('kind', [
      /** The first ones, as in the tutorial. */
      z.strictObject({ kind: z.literal('first') }),
      /** A random sample, another one for each seed. */
      z.strictObject({ kind: z.literal('sample'), seed: z.number().int().min(0).max(2 ** 31 - 1) }),
      /** Those of the greatest loss. */
      z.strictObject({ kind: z.literal('worst') }),
    ]),
    count: z.number().int().min(1).max(50),
  }),
  /** Images of the experiment's test set, as they are. */
  'inference:test-images': z.strictObject({ experimentId, indices: z.array(testIndex).min(1).max(1000) }),
  /** What the operations of a training step take; nothing of the run is changed. Refused while a run trains. */
  'inference:profile': z.strictObject({ experimentId, steps: z.number().int().min(1).max(profiledSteps.most) }),
}

function areCodes(values: unknown): boolean {
  return values instanceof Float32Array && values.length <= mostCodes * 128 && values.every(Number.isFinite)
}

export interface GreyImageSet {
  height: number
  width: number
  /** Bytes, [n, height, width] row-major. */
  images: Uint8Array
}

/** q(z | x) of images. */
export interface CodeDistributions {
  latentDim: number
  /** μ, [n, latentDim]. */
  means: Float32Array
  /** σ, [n, latentDim]. */
  deviations: Float32Array
}

export interface EncodedImages extends CodeDistributions, GreyImageSet {
  // `images` are the decoder's images of the means.
}

export interface TestDigit extends CodeDistributions, GreyImageSet {
  index: number
  label: number
  /** The test image itself; `images` are the decoder's image of μ and then those of the samples. */
  original: Uint8Array
  /** The samples z ~ q(z | x), [samplesOfADigit, latentDim]. */
  samples: Float32Array
}

export interface Reconstructions extends GreyImageSet {
  /** Places in the test set, [n]. */
  indices: number[]
  /** [n] */
  labels: Uint8Array
  originals: Uint8Array
  /** Nats of each image: reconstruction + KL; [n]. `images` are the reconstructions. */
  losses: Float32Array
}

export interface TestImages extends GreyImageSet {
  labels: Uint8Array
}

export interface InferenceResponses {
  'inference:warm': null
  'inference:decode': GreyImageSet
  'inference:encode': EncodedImages
  'inference:test-digit': TestDigit
  'inference:reconstructions': Reconstructions
  'inference:test-images': TestImages
  'inference:profile': StepProfile
}

export type InferenceChannel = keyof InferenceResponses
export type InferenceRequestOf<C extends InferenceChannel> = z.output<(typeof inferenceRequests)[C]>
