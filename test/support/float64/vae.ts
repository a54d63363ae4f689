import { expect } from 'vitest'
import { batchNormalization, dense, dropout, sequence } from './layers.ts'
import { normalDivergence, sigmoidCrossEntropy } from './losses.ts'
import { add, map, matrix, type Matrix } from './matrix.ts'
import type { RandomNumbers } from './random-numbers.ts'
import { rectifier } from './rectifier.ts'
import type { Weights } from './weights.ts'

/** A model that is trained in double precision. */
export interface DifferentiatedModel {
  /** Losses of a batch in training. Moves the moving averages. */
  forward(images: Matrix, random: RandomNumbers): Record<'loss' | 'reconstruction' | 'kl', number>
  /** The gradients of that loss by all weights, into `Weights`. */
  backward(): void
  /**
   * Gradients once more, with those units taken for active that single precision took for it, where rounding decides.
   * @param gradients that single precision came to, by name
   * @returns how many elements were taken otherwise than in double precision
   */
  settle(gradients: (name: string) => ArrayLike<number>): number
}

/** Slope of LeakyReLU: TensorFlow takes it as an attribute of its operation, in single precision whatever it is applied to. */
const leak = Math.fround(0.3)

/** Part 3's variational autoencoder: what src/main/models/vae.ts says it is. */
export function vae(weights: Weights, keep: number): DifferentiatedModel {
  const part = (name: string, number: string, slope: number) => {
    const denseName = `${name}/dense${number}`
    const active = rectifier(slope, dense(weights, denseName))
    return { denseName, active, layer: sequence(active, batchNormalization(weights, `${name}/batch_normalization${number}`), dropout(keep)) }
  }
  const parts = [part('encoder', '', 0), part('encoder', '_1', 0), part('decoder', '', leak), part('decoder', '_1', leak)] as const
  const encoder = sequence(parts[0].layer, parts[1].layer)
  const [meanDense, logVarDense] = [dense(weights, 'encoder/z_mean'), dense(weights, 'encoder/z_log_var')]
  const decoder = sequence(parts[2].layer, parts[3].layer, dense(weights, 'decoder/dense_2'))
  let backward = (): void => expect.unreachable('forward comes first')

  return {
    forward(images, random) {
      const hidden = encoder.forward(images, random)
      const [mean, logVar] = [meanDense.forward(hidden), logVarDense.forward(hidden)]
      const noise = random.normal(mean.data.length)
      const spread = map(logVar, (value, _, __, index) => Math.exp(value / 2) * (noise[index] ?? NaN))
      const logits = decoder.forward(add(mean, spread), random)
      const [crossEntropy, divergence] = [sigmoidCrossEntropy(logits, images), normalDivergence(mean, logVar)]

      const perImage = 1 / images.rows
      const scaled = (gradient: Matrix) => map(gradient, (value) => (value * perImage) / (2 * images.columns))
      backward = () => {
        const byCode = decoder.backward(scaled(crossEntropy.gradient))
        const byMean = add(byCode, scaled(divergence.byMean))
        const byLogVar = add(map(byCode, (gradient, value) => (gradient * value) / 2, spread), scaled(divergence.byLogVar))
        encoder.backward(add(meanDense.backward(byMean), logVarDense.backward(byLogVar)))
      }

      const [reconstruction, kl] = [crossEntropy.value * perImage, divergence.value * perImage]
      return { loss: (reconstruction + kl) / (2 * images.columns), reconstruction, kl }
    },
    backward: () => backward(),
    settle(gradients) {
      // From the loss down: what comes to a layer from above has to be right before it is asked.
      return [...parts].reverse().reduce((count, { active, denseName }) => {
        const settled = active.settle(weights, gradients(`${denseName}/bias`))
        if (settled > 0) backward()
        return count + settled
      }, 0)
    },
  }
}

/** Bytes [n, pixels] in [0, 1]. */
export const imagesOf = (bytes: Uint8Array, pixels: number): Matrix => matrix(bytes.length / pixels, pixels, Float64Array.from(bytes, (byte) => byte / 255))
