import type { Program, StepFunction } from '../engine/index.ts'
import { castBytes, RandomStream, uint8, type tf } from '../engine/index.ts'
import type { Dataset, LabelledImages } from '../datasets/dataset.ts'
import type { Batch, Model } from './model.ts'
import { createOutsideSteps, pixelsOf, type OutsideSteps } from './outside-steps.ts'

type Loss = 'loss' | 'reconstruction' | 'kl'

/** All that is ever asked of a model, each a step of one program. */
export interface ModelSteps extends OutsideSteps {
  train: StepFunction<'indices' | 'key' | 'learningRate' | 'step', Loss>
  evaluate: StepFunction<'indices' | 'key', Loss | 'klPerDimension'>
  encodeTest: StepFunction<'indices', 'zMean'>
}

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
 */
export function createSteps(program: Program, model: Model, dataset: Dataset, latentDim: number): ModelSteps {
  const trainBatch = batchesOf(program, 'train', dataset.train)
  const testBatch = batchesOf(program, 'test', dataset.test)

  const indices = { dtype: 'int32', shape: [null] } as const
  const key = { dtype: 'int32', shape: [2] } as const
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
    ...createOutsideSteps(program, model, { pixels: dataset.height * dataset.width, latentDim }),
  }
}
