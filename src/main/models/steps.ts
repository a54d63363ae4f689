import type { Program, StepFunction } from '../engine/index.ts'
import { castBytes, RandomStream, tf, uint8 } from '../engine/index.ts'
import type { Dataset, LabelledImages } from '../datasets/dataset.ts'
import type { Batch, Model } from './model.ts'

type Loss = 'loss' | 'reconstruction' | 'kl'

/** All that is ever asked of a model, each a step of one program. */
export interface ModelSteps {
  train: StepFunction<'indices' | 'key' | 'learningRate' | 'step', Loss>
  evaluate: StepFunction<'indices' | 'key', Loss>
  encodeTest: StepFunction<'indices', 'zMean'>
  encode: StepFunction<'images', 'zMean' | 'zLogVar'>
  /** `bytes` are 255 times the probabilities, float32. */
  decode: StepFunction<'z', 'bytes'>
  reconstruct: StepFunction<'images' | 'key', 'bytes'>
}

/** Bytes [n, pixels] as float32 in [0, 1]. */
const pixelsOf = (bytes: tf.Tensor) => tf.mul(castBytes(bytes, 'float32'), tf.scalar(1 / 255))

/** Keeps images and labels as bytes in the program. @returns what picks a batch and scales it */
function batchesOf(program: Program, name: string, { images, labels }: LabelledImages): (indices: tf.Tensor) => Batch {
  const pixels = images.length / labels.length
  const imageVariable = program.variable(`data/${name}/images`, uint8([labels.length, pixels], images))
  const labelVariable = program.variable(`data/${name}/labels`, uint8([labels.length], labels))
  return (indices) => ({
    images: pixelsOf(imageVariable.gather(indices)),
    labels: castBytes(labelVariable.gather(indices), 'int32'),
  })
}

/**
 * @param latentDim length of a code
 * @param portion number of images or codes that come from outside at a time
 */
export function createSteps(program: Program, model: Model, dataset: Dataset, latentDim: number, portion: number): ModelSteps {
  const trainBatch = batchesOf(program, 'train', dataset.train)
  const testBatch = batchesOf(program, 'test', dataset.test)
  const outside = (images: tf.Tensor): Batch => ({ images: pixelsOf(images), labels: tf.zeros([portion], 'int32') })
  const bytesOf = (probabilities: tf.Tensor) => ({ bytes: tf.mul(probabilities, tf.scalar(255)) })

  const indices = { dtype: 'int32', shape: [null] } as const
  const key = { dtype: 'int32', shape: [2] } as const
  const images = { dtype: 'uint8', shape: [portion, dataset.height * dataset.width] } as const
  const z = { dtype: 'float32', shape: [portion, latentDim] } as const
  const learningRate = { dtype: 'float32', shape: [] } as const
  const step = { dtype: 'int32', shape: [] } as const

  return {
    train: program.function('train', { indices, key, learningRate, step }, ({ indices, key, ...schedule }) => ({
      ...model.trainStep(trainBatch(indices), { random: new RandomStream(key), ...schedule }),
    })),
    evaluate: program.function('evaluate', { indices, key }, ({ indices, key }) => ({
      ...model.evaluate(testBatch(indices), new RandomStream(key)),
    })),
    encodeTest: program.function('encode_test', { indices }, ({ indices }) => ({
      zMean: model.encode(testBatch(indices)).zMean,
    })),
    encode: program.function('encode', { images }, ({ images }) => model.encode(outside(images))),
    decode: program.function('decode', { z }, ({ z }) => bytesOf(model.decode(z))),
    reconstruct: program.function('reconstruct', { images, key }, ({ images, key }) =>
      bytesOf(model.reconstruct(outside(images), new RandomStream(key))),
    ),
  }
}
