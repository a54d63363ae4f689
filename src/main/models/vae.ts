import type { RandomStream } from '../engine/index.ts'
import { dropout, leakyRelu, relu, sigmoid, sigmoidCrossEntropySum, sizeOf, tf, valueAndGradients } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Layers } from './layers.ts'
import type { Batch, ImageSize, LossTensors, Model, TrainingContext } from './model.ts'
import { createOptimizer } from './optimizers.ts'

/** Slope of LeakyReLU's negative side, Keras' default. */
const leak = 0.3

/** How to go through the layers: to train, with random numbers for dropout, or to infer. */
type Pass = { training: true; random: RandomStream } | { training: false }

const inference: Pass = { training: false }

/** Parameters of q(z | x), float32 [n, latentDim] each. */
interface Code {
  zMean: tf.Tensor
  zLogVar: tf.Tensor
}

/**
 * Dense variational autoencoder (Kingma & Welling, arXiv 1312.6114), as in part 3 of the tutorial.
 *
 *     encoder  pixels → 256 relu, BN, dropout → 128 relu, BN, dropout → z_mean and z_log_var
 *     decoder  z → 128 LeakyReLU, BN, dropout → 256 LeakyReLU, BN, dropout → pixels sigmoid
 */
export function createVae(configuration: ExperimentConfiguration, { height, width }: ImageSize, layers: Layers): Model {
  const { latentDim, dropoutRate } = configuration.model
  const pixels = height * width

  const encoderDense1 = layers.dense('encoder/dense', pixels, 256)
  const encoderNormalization1 = layers.batchNormalization('encoder/batch_normalization', 256)
  const encoderDense2 = layers.dense('encoder/dense_1', 256, 128)
  const encoderNormalization2 = layers.batchNormalization('encoder/batch_normalization_1', 128)
  const zMeanDense = layers.dense('encoder/z_mean', 128, latentDim)
  const zLogVarDense = layers.dense('encoder/z_log_var', 128, latentDim)

  const decoderDense1 = layers.dense('decoder/dense', latentDim, 128)
  const decoderNormalization1 = layers.batchNormalization('decoder/batch_normalization', 128)
  const decoderDense2 = layers.dense('decoder/dense_1', 128, 256)
  const decoderNormalization2 = layers.batchNormalization('decoder/batch_normalization_1', 256)
  const decoderDense3 = layers.dense('decoder/dense_2', 256, pixels)

  const optimizer = createOptimizer(configuration.optimizer, layers.program, layers.trainable)

  const drop = (x: tf.Tensor, pass: Pass) => (pass.training ? dropout(x, dropoutRate, pass.random) : x)

  function encode(x: tf.Tensor, pass: Pass): Code {
    const h1 = drop(encoderNormalization1(relu(encoderDense1(x)), pass.training), pass)
    const h2 = drop(encoderNormalization2(relu(encoderDense2(h1)), pass.training), pass)
    return { zMean: zMeanDense(h2), zLogVar: zLogVarDense(h2) }
  }

  /** z = z_mean + exp(z_log_var / 2) · ε with ε ~ N(0, I), in training and in inference alike. */
  function sample({ zMean, zLogVar }: Code, random: RandomStream) {
    return tf.add(zMean, tf.mul(tf.exp(tf.mul(zLogVar, tf.scalar(0.5))), random.normal(zMean.shape)))
  }

  /** Logits of the pixels. */
  function decode(z: tf.Tensor, pass: Pass) {
    const h1 = drop(decoderNormalization1(leakyRelu(decoderDense1(z), leak), pass.training), pass)
    const h2 = drop(decoderNormalization2(leakyRelu(decoderDense2(h1), leak), pass.training), pass)
    return decoderDense3(h2)
  }

  function losses({ images }: Batch, pass: Pass, random: RandomStream, code = encode(images, pass)): LossTensors {
    const logits = decode(sample(code, random), pass)
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
    decode: (z) => sigmoid(decode(z, inference)),
    reconstruct: ({ images }, random) => sigmoid(decode(sample(encode(images, inference), random), inference)),
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
