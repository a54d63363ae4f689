import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { batchNormalization, dense, pixelScale, type ModelDescription } from './description.ts'
import type { ImageSize } from './model.ts'

/** Slope of LeakyReLU's negative side, Keras' default. */
const leak = { class: 'LeakyReLU', negative_slope: 0.3 } as const

/**
 * Dense variational autoencoder (Kingma & Welling, arXiv 1312.6114), as in part 3 of the tutorial.
 *
 *     encoder  pixels → 256 relu, BN, dropout → 128 relu, BN, dropout → z_mean and z_log_var
 *     decoder  z → 128 LeakyReLU, BN, dropout → 256 LeakyReLU, BN, dropout → pixels sigmoid
 */
export function describeVae({ model }: Pick<ExperimentConfiguration, 'model'>, { height, width }: ImageSize): ModelDescription {
  const { latentDim, dropoutRate } = model
  const pixels = height * width
  const relu = { class: 'ReLU' } as const
  const dropout = { class: 'Dropout', rate: dropoutRate } as const
  return {
    kind: 'vae',
    input: { height, width, order: 'row-major', scale: pixelScale },
    encoder: [
      ...[dense('encoder/dense', pixels, 256), relu, batchNormalization('encoder/batch_normalization', 256), dropout],
      ...[dense('encoder/dense_1', 256, 128), relu, batchNormalization('encoder/batch_normalization_1', 128), dropout],
    ],
    z_mean: [dense('encoder/z_mean', 128, latentDim)],
    z_log_var: [dense('encoder/z_log_var', 128, latentDim)],
    latent_dim: latentDim,
    latents: 'z_mean',
    sampling: 'z = z_mean + exp(z_log_var / 2) * epsilon, epsilon ~ N(0, I), in training and in inference',
    decoder: [
      ...[dense('decoder/dense', latentDim, 128), leak, batchNormalization('decoder/batch_normalization', 128), dropout],
      ...[dense('decoder/dense_1', 128, 256), leak, batchNormalization('decoder/batch_normalization_1', 256), dropout],
      dense('decoder/dense_2', 256, pixels),
    ],
    output: { activation: 'sigmoid', height, width, order: 'row-major' },
    losses: {
      reconstruction: 'mean(sum(-x * log(y) - (1 - x) * log(1 - y))), nats per image',
      kl: 'mean(-0.5 * sum(1 + z_log_var - z_mean^2 - exp(z_log_var))), nats per image',
      loss: '(reconstruction + kl) / (2 * pixels)',
    },
  }
}
