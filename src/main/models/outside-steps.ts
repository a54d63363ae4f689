import type { Program, StepFunction } from '../engine/index.ts'
import { castBytes, RandomStream, tf } from '../engine/index.ts'
import { pixelScale } from './description.ts'
import type { Batch, Model } from './model.ts'

/** Steps on images and codes that come from outside of the program; they need no data set in it. */
export interface OutsideSteps {
  encode: StepFunction<'images', 'zMean' | 'zLogVar'>
  /** `bytes` are 255 times the probabilities, float32. */
  decode: StepFunction<'z', 'bytes'>
  reconstruct: StepFunction<'images' | 'key', 'bytes'>
}

interface OutsideSizes {
  pixels: number
  latentDim: number
}

/** Bytes [n, pixels] as float32 in [0, 1]. */
export const pixelsOf = (bytes: tf.Tensor) => tf.mul(castBytes(bytes, 'float32'), tf.scalar(pixelScale))

export function createOutsideSteps(program: Program, model: Model, { pixels, latentDim }: OutsideSizes): OutsideSteps {
  const outside = (bytes: tf.Tensor): Batch => ({ images: pixelsOf(bytes), labels: tf.zeros([bytes.shape[0]], 'int32') })
  const bytesOf = (probabilities: tf.Tensor) => ({ bytes: tf.mul(probabilities, tf.scalar(255)) })

  const key = { dtype: 'int32', shape: [2] } as const
  const images = { dtype: 'uint8', shape: [null, pixels] } as const
  const z = { dtype: 'float32', shape: [null, latentDim] } as const

  return {
    encode: program.function('encode', { images }, ({ images }) => model.encode(outside(images))),
    decode: program.function('decode', { z }, ({ z }) => bytesOf(model.decode(z))),
    reconstruct: program.function('reconstruct', { images, key }, ({ images, key }) =>
      bytesOf(model.reconstruct(outside(images), new RandomStream(key))),
    ),
  }
}
