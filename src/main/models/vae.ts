import type { RandomStream } from '../engine/index.ts'
import { sigmoid, sigmoidCrossEntropySum, sizeOf, tf, valueAndGradients } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Layers, Pass } from './layers.ts'
import type { Batch, ImageSize, LossTensors, Model, TrainingContext } from './model.ts'
import { createOptimizer } from './optimizers.ts'
import { describeVae } from './vae-description.ts'

const inference: Pass = { training: false }

/** What stands behind the decoder. */
const activations = { sigmoid }

/** Parameters of q(z | x), float32 [n, latentDim] each. */
interface Code {
  zMean: tf.Tensor
  zLogVar: tf.Tensor
}

/** The variational autoencoder that `describeVae` describes. */
export function createVae(configuration: ExperimentConfiguration, image: ImageSize, layers: Layers): Model {
  const pixels = image.height * image.width
  const description = describeVae(configuration, image)
  const [encoder, zMean, zLogVar, decoder] = [
    layers.sequence(description.encoder),
    layers.sequence(description.z_mean),
    layers.sequence(description.z_log_var),
    layers.sequence(description.decoder),
  ]
  const activation = activations[description.output.activation]
  const optimizer = createOptimizer(configuration.optimizer, layers.program, layers.trainable)

  function encode(x: tf.Tensor, pass: Pass): Code {
    const features = encoder(x, pass)
    return { zMean: zMean(features, pass), zLogVar: zLogVar(features, pass) }
  }

  /** z = z_mean + exp(z_log_var / 2) · ε with ε ~ N(0, I), in training and in inference alike. */
  function sample({ zMean, zLogVar }: Code, random: RandomStream) {
    return tf.add(zMean, tf.mul(tf.exp(tf.mul(zLogVar, tf.scalar(0.5))), random.normal(zMean.shape)))
  }

  function losses({ images }: Batch, pass: Pass, random: RandomStream, code = encode(images, pass)): LossTensors {
    // The loss takes the activation's input: the logits of the pixels.
    const logits = decoder(sample(code, random), pass)
    const count = tf.scalar(images.shape[0])
    const reconstruction = tf.div(sigmoidCrossEntropySum(logits, images), count)
    const kl = tf.div(klDivergence(code), count)
    return { loss: tf.div(tf.add(reconstruction, kl), tf.scalar(2 * pixels)), reconstruction, kl }
  }

  return {
    state: [...layers.weights, ...optimizer.slots],
    parameterCount: layers.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    trainStep(batch: Batch, { random, ...schedule }: TrainingContext) {
      const { values, gradients } = valueAndGradients(layers.trainable, () => losses(batch, { training: true, random }, random))
      optimizer.apply(gradients, schedule)
      return values
    },
    evaluate: (batch, random) => {
      const code = encode(batch.images, inference)
      return { ...losses(batch, inference, random, code), klPerDimension: klPerDimension(code) }
    },
    encode: ({ images }) => encode(images, inference),
    decode: (z) => activation(decoder(z, inference)),
    reconstruct: ({ images }, random) => activation(decoder(sample(encode(images, inference), random), inference)),
  }
}

/** KL[q(z | x) ‖ N(0, I)] = −½ Σ (1 + z_log_var − z_mean² − exp(z_log_var)), summed over the batch. */
function klDivergence(code: Code): tf.Tensor {
  return tf.mul(tf.sum(klTerms(code)), tf.scalar(-0.5))
}

/** The same of each latent dimension, [latentDim], as the mean over the batch. */
function klPerDimension(code: Code): tf.Tensor {
  return tf.mul(tf.mean(klTerms(code), 0), tf.scalar(-0.5))
}

/** What is summed above, [n, latentDim]. */
function klTerms({ zMean, zLogVar }: Code): tf.Tensor {
  return tf.sub(tf.sub(tf.add(zLogVar, tf.scalar(1)), tf.square(zMean)), tf.exp(zLogVar))
}
