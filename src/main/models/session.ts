import type { ProgramOptions, TensorValue } from '../engine/index.ts'
import { float32, int32, Program, randomKey, uint8 } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { modelCatalogue } from './catalogue.ts'
import { Layers } from './layers.ts'
import type { Model } from './model.ts'
import type { Evaluation, Losses, ModelSession, ModelState } from './model-session.ts'
import { batchSizes, concatenate, consecutive, portions, portionSize } from './portions.ts'
import { purposes } from './purposes.ts'
import { readModelState, writeModelState } from './state.ts'
import type { ModelSteps } from './steps.ts'
import { createSteps } from './steps.ts'

/** Test images that go through the model together. */
const testBatchSize = 500

/**
 * Builds the configured model, with initial weights that follow from the seed alone, loads the data set and traces every
 * step once.
 * @param options `eager` execution is for tests: the same functions, operation by operation
 */
export function createModelSession(
  configuration: ExperimentConfiguration,
  dataset: Dataset,
  options: ProgramOptions = {},
): ModelSession {
  return new ProgramSession(configuration, dataset, options)
}

class ProgramSession implements ModelSession {
  readonly parameterCount: number
  private readonly program: Program
  private readonly model: Model
  private readonly steps: ModelSteps
  private readonly seed: number
  private readonly latentDim: number
  private readonly pixels: number
  private readonly testBatches: Int32Array[]

  constructor(configuration: ExperimentConfiguration, dataset: Dataset, options: ProgramOptions) {
    const { seed, model } = configuration
    this.seed = seed
    this.latentDim = model.latentDim
    this.pixels = dataset.height * dataset.width
    this.program = new Program(options)
    this.model = modelCatalogue[model.kind](configuration, dataset, new Layers(this.program, seed))
    this.parameterCount = this.model.parameterCount
    this.steps = createSteps(this.program, this.model, dataset, this.latentDim)
    this.testBatches = consecutive(dataset.test.labels.length, testBatchSize)
    if (!this.program.isEager) this.trace(dataset.train.labels.length, configuration.batchSize, dataset.test.labels.length)
  }

  trainStep(indices: Int32Array, step: number, learningRate: number): Losses {
    return lossesOf(this.steps.train.call(this.trainInputs(indices, step, learningRate)))
  }

  profileTrainStep(indices: Int32Array, step: number, learningRate: number): Uint8Array {
    return this.steps.train.profile(this.trainInputs(indices, step, learningRate)).metadata
  }

  evaluate(epoch: number): Evaluation {
    const sum: Losses = { loss: 0, reconstruction: 0, kl: 0 }
    const klSums = new Float64Array(this.latentDim)
    let count = 0
    this.testBatches.forEach((indices, batch) => {
      const key = this.key(purposes.evaluate, epoch, batch)
      const { klPerDimension, ...means } = this.steps.evaluate.call({ indices: int32([indices.length], indices), key })
      const losses = lossesOf(means)
      for (const name of lossNames) sum[name] += losses[name] * indices.length
      klPerDimension.data.forEach((value, dimension) => (klSums[dimension] = (klSums[dimension] ?? 0) + value * indices.length))
      count += indices.length
    })
    return {
      ...{ loss: sum.loss / count, reconstruction: sum.reconstruction / count, kl: sum.kl / count },
      klPerDimension: Array.from(klSums, (value) => Math.fround(value / count)),
    }
  }

  encodeTest(): Float32Array {
    const parts = this.testBatches.map((indices) => this.steps.encodeTest.call({ indices: int32([indices.length], indices) }))
    return concatenate(parts.map(({ zMean }) => zMean.data as Float32Array))
  }

  encode(images: Uint8Array, count: number): { zMean: Float32Array; zLogVar: Float32Array } {
    const parts = this.imagePortions(images, count).map((portion) => this.steps.encode.call({ images: portion }))
    const join = (name: 'zMean' | 'zLogVar') =>
      concatenate(parts.map((part) => part[name].data as Float32Array)).slice(0, count * this.latentDim)
    return { zMean: join('zMean'), zLogVar: join('zLogVar') }
  }

  decode(z: Float32Array, count: number): Uint8Array {
    const parts = portions(z, count, this.latentDim, portionSize).map((data) =>
      this.steps.decode.call({ z: float32([portionSize, this.latentDim], data) }),
    )
    return this.imagesOf(parts, count)
  }

  reconstruct(images: Uint8Array, count: number, epoch: number): Uint8Array {
    const parts = this.imagePortions(images, count).map((portion, index) =>
      this.steps.reconstruct.call({ images: portion, key: this.key(purposes.reconstruct, epoch, index) }),
    )
    return this.imagesOf(parts, count)
  }

  readState(): ModelState {
    return readModelState(this.program, this.model.state)
  }

  writeState(state: ModelState): void {
    writeModelState(this.program, this.model.state, state)
  }

  dispose(): void {
    this.program.dispose()
  }

  /** Traces everything ahead, with all sizes there will be: a graph that is loaded has to be loaded anew to grow. */
  private trace(trainCount: number, batchSize: number, testCount: number): void {
    const { train, evaluate, encodeTest, encode, decode, reconstruct } = this.steps
    const images = [portionSize, this.pixels]
    for (const size of batchSizes(trainCount, batchSize)) {
      train.trace({ indices: [size], key: [2], learningRate: [], step: [] })
    }
    for (const size of batchSizes(testCount, testBatchSize)) {
      evaluate.trace({ indices: [size], key: [2] })
      encodeTest.trace({ indices: [size] })
    }
    encode.trace({ images })
    decode.trace({ z: [portionSize, this.latentDim] })
    reconstruct.trace({ images, key: [2] })
  }

  private trainInputs(indices: Int32Array, step: number, learningRate: number) {
    return {
      indices: int32([indices.length], indices),
      key: this.key(purposes.train, step),
      learningRate: float32([], [learningRate]),
      step: int32([], [step]),
    }
  }

  private key(...words: number[]): TensorValue {
    return int32([2], randomKey(this.seed, ...words))
  }

  private imagePortions(images: Uint8Array, count: number): TensorValue[] {
    return portions(images, count, this.pixels, portionSize).map((data) => uint8([portionSize, this.pixels], data))
  }

  private imagesOf(parts: readonly { bytes: TensorValue }[], count: number): Uint8Array {
    // A clamped array rounds to the nearest byte.
    const bytes = new Uint8ClampedArray(parts.length * portionSize * this.pixels)
    parts.forEach((part, index) => bytes.set(part.bytes.data, index * portionSize * this.pixels))
    return new Uint8Array(bytes.buffer, 0, count * this.pixels)
  }
}

const lossNames = ['loss', 'reconstruction', 'kl'] as const

function lossesOf({ loss, reconstruction, kl }: Record<(typeof lossNames)[number], TensorValue>): Losses {
  const number = ({ data: [value = NaN] }: TensorValue) => value
  return { loss: number(loss), reconstruction: number(reconstruction), kl: number(kl) }
}
