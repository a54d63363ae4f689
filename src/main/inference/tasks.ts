import { setImmediate } from 'node:timers/promises'
import {
  mostCodes,
  samplesOfADigit,
  type InferenceChannel,
  type InferenceRequestOf,
  type InferenceResponses,
} from '../../shared/contract/inference.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { standardNormal } from '../../shared/maths/gaussian.ts'
import { createRandom } from '../../shared/maths/random.ts'
import { portionSize } from '../models/portions.ts'
import { bytesOf, pick } from './images.ts'
import type { InferenceModel } from './inference-model.ts'
import type { InferenceLibrary } from './library.ts'
import { TestSetReconstructions } from './test-set-reconstructions.ts'
import { counted } from '../../shared/counted.ts'

type Tasks = { [C in InferenceChannel]: (request: InferenceRequestOf<C>) => Promise<InferenceResponses[C]> }

/**
 * What the inference process does. Long work is done in portions of a few milliseconds, between which other requests
 * have their turn: a click is answered while a large manifold is decoded.
 */
export function createTasks(library: InferenceLibrary): Tasks {
  const reconstructions = new TestSetReconstructions(library)
  return {
    'inference:warm': ({ experimentId, epoch }) => {
      const model = library.model(experimentId, epoch)
      // The first use of each native operation is the slow one.
      model.encode(new Uint8Array(model.pixels))
      model.decode(new Float32Array(model.latentDim))
      return Promise.resolve(null)
    },
    'inference:decode': async ({ experimentId, epoch, codes }) => {
      const { image, pixels, latentDim } = library.model(experimentId, epoch)
      const count = codes.length / latentDim
      if (!Number.isInteger(count) || count < 1) throw misfit(`A code of this model has ${latentDim} numbers.`)
      if (count > mostCodes) throw misfit(`At most ${mostCodes} codes are decoded at once.`)
      const images = new Uint8Array(count * pixels)
      for (let start = 0; start < count; start += portionSize) {
        if (start > 0) await setImmediate()
        const portion = codes.slice(start * latentDim, (start + portionSize) * latentDim)
        // Asked for again: another epoch's weights may have had their turn.
        images.set(bytesOf(library.model(experimentId, epoch).decode(portion)), start * pixels)
      }
      return { ...sizeOf(image), images }
    },
    'inference:encode': ({ experimentId, epoch, images }) => {
      const model = library.model(experimentId, epoch)
      if (images.length === 0 || images.length % model.pixels !== 0) {
        throw misfit(`An image of this model has ${counted(model.pixels, 'pixel')}.`)
      }
      if (images.length > mostCodes * model.pixels) throw misfit(`At most ${mostCodes} images are encoded at once.`)
      const { means, deviations } = encode(model, images)
      const decoded = bytesOf(model.decode(means))
      return Promise.resolve({ latentDim: model.latentDim, means, deviations, ...sizeOf(model.image), images: decoded })
    },
    'inference:test-digit': ({ experimentId, epoch, index, seed }) => {
      const model = library.model(experimentId, epoch)
      const { images, labels } = testImages(library, experimentId, [index])
      const { means, deviations } = encode(model, images)
      const samples = drawSamples(means, deviations, createRandom(seed, index))
      const codes = new Float32Array([...means, ...samples])
      return Promise.resolve({
        ...{ index, label: labels[0] ?? 0, original: images, samples },
        ...{ latentDim: model.latentDim, means, deviations, ...sizeOf(model.image), images: bytesOf(model.decode(codes)) },
      })
    },
    'inference:reconstructions': (request) => reconstructions.of(request),
    'inference:profile': ({ experimentId, steps }) => Promise.resolve(library.profile(experimentId, steps)),
    'inference:test-images': ({ experimentId, indices }) => Promise.resolve(testImages(library, experimentId, indices)),
  }
}

const sizeOf = ({ height, width }: { height: number; width: number }) => ({ height, width })

function encode(model: InferenceModel, images: Uint8Array) {
  const { zMean, zLogVar } = model.encode(images)
  return { means: zMean, deviations: zLogVar.map((value) => Math.exp(value / 2)) }
}

/** z = μ + σ ε, [samplesOfADigit, latentDim]. */
function drawSamples(mean: Float32Array, deviation: Float32Array, random: ReturnType<typeof createRandom>): Float32Array {
  return Float32Array.from({ length: samplesOfADigit * mean.length }, (_, i) => {
    const dimension = i % mean.length
    return (mean[dimension] ?? 0) + (deviation[dimension] ?? 0) * standardNormal(random)
  })
}

function testImages(library: InferenceLibrary, experimentId: string, indices: readonly number[]) {
  const { height, width, images, labels } = library.testSet(experimentId)
  if (indices.some((index) => index >= labels.length)) throw misfit(`The test set has ${counted(labels.length, 'image')}.`)
  return {
    ...{ height, width },
    images: pick(images, height * width, indices),
    labels: Uint8Array.from(indices, (index) => labels[index] ?? 0),
  }
}

function misfit(message: string): WorkbenchError {
  return new WorkbenchError('invalid-parameter', message)
}
