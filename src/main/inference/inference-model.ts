import { float32, int32, Program, randomKey, uint8 } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { modelCatalogue } from '../models/catalogue.ts'
import { Layers } from '../models/layers.ts'
import type { ImageSize, Model } from '../models/model.ts'
import type { ModelState } from '../models/model-session.ts'
import { createOutsideSteps, type OutsideSteps } from '../models/outside-steps.ts'
import { purposes } from '../models/purposes.ts'
import { writeModelState } from '../models/state.ts'
import { isWeight } from '../models/weights.ts'

/**
 * A model without a data set, to ask with the weights of any epoch. It runs operation by operation: a handful of codes
 * through three layers gains nothing from a graph, which would have to be traced for each number of them
 * (docs/adr/0008).
 */
export class InferenceModel {
  readonly pixels: number
  readonly latentDim: number
  private readonly program = new Program({ execution: 'eager' })
  private readonly model: Model
  private readonly steps: OutsideSteps
  private weights: ModelState | null = null

  constructor(
    private readonly configuration: ExperimentConfiguration,
    readonly image: ImageSize,
  ) {
    this.pixels = image.height * image.width
    this.latentDim = configuration.model.latentDim
    this.model = modelCatalogue[configuration.model.kind](configuration, image, new Layers(this.program, configuration.seed))
    this.steps = createOutsideSteps(this.program, this.model, { pixels: this.pixels, latentDim: this.latentDim })
  }

  /** Takes these weights from now on; without effect if it has them. @throws WorkbenchError if they are another model's */
  use(weights: ModelState): void {
    if (this.weights === weights) return
    const variables = this.model.state.filter(({ name }) => isWeight(name))
    writeModelState(this.program, variables, weights)
    this.weights = weights
  }

  /** @param codes [n, latentDim] @returns 255 times the pixels' probabilities, [n, pixels] */
  decode(codes: Float32Array): Float32Array {
    const z = float32([codes.length / this.latentDim, this.latentDim], codes)
    return this.steps.decode.call({ z }).bytes.data as Float32Array
  }

  /** @param images bytes, [n, pixels] @returns [n, latentDim] each */
  encode(images: Uint8Array): { zMean: Float32Array; zLogVar: Float32Array } {
    const { zMean, zLogVar } = this.steps.encode.call({ images: this.bytes(images) })
    return { zMean: zMean.data as Float32Array, zLogVar: zLogVar.data as Float32Array }
  }

  /**
   * Images through the whole model, z sampled with the same noise as for a snapshot's reconstructions.
   * @param images bytes, [n, pixels]
   * @param portion which portion of the test set they are
   * @returns 255 times the pixels' probabilities, [n, pixels]
   */
  reconstruct(images: Uint8Array, epoch: number, portion: number): Float32Array {
    const key = int32([2], randomKey(this.configuration.seed, purposes.reconstruct, epoch, portion))
    return this.steps.reconstruct.call({ images: this.bytes(images), key }).bytes.data as Float32Array
  }

  dispose(): void {
    this.program.dispose()
  }

  private bytes(images: Uint8Array) {
    return uint8([images.length / this.pixels, this.pixels], images)
  }
}
