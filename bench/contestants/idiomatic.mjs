// The part-3 VAE as tfjs' own guides would have it written: tf.layers models and optimizer.minimize.
import { tf } from '../lib/tfjs.mjs'
import { serve } from './gate.mjs'
import { load, shape } from './mnist.mjs'

const { pixels, latent, batch, dropout, trainCount, testCount } = shape
const { dense, leakyReLU, batchNormalization } = tf.layers

const block = (x, units, leaky) => {
  let y = dense({ units, ...(leaky ? {} : { activation: 'relu' }) }).apply(x)
  if (leaky) y = leakyReLU({ alpha: 0.3 }).apply(y)
  return tf.layers.dropout({ rate: dropout }).apply(batchNormalization().apply(y))
}

const image = tf.input({ shape: [pixels] })
const hidden = block(block(image, 256, false), 128, false)
const encoder = tf.model({ inputs: image, outputs: [dense({ units: latent }).apply(hidden), dense({ units: latent }).apply(hidden)] })
const code = tf.input({ shape: [latent] })
const decoder = tf.model({ inputs: code, outputs: dense({ units: pixels }).apply(block(block(code, 128, true), 256, true)) })
const optimizer = tf.train.adam(1e-4, 0.9, 0.999, 1e-8)

const lossOf = (x, training) => {
  const [mean, logVar] = encoder.apply(x, { training })
  const z = mean.add(logVar.div(2).exp().mul(tf.randomNormal(mean.shape)))
  const reconstruction = tf.losses.sigmoidCrossEntropy(x, decoder.apply(z, { training })).mul(pixels)
  const kl = logVar.add(1).sub(mean.square()).sub(logVar.exp()).sum(1).mean().mul(-0.5)
  return reconstruction.add(kl).div(2 * pixels)
}

const { train, test } = load()
const scaled = (bytes) => tf.tensor2d(Float32Array.from(bytes, (byte) => byte / 255), [bytes.length / pixels, pixels])
const [trainImages, testImages] = [scaled(train), scaled(test)]

await serve(`tfjs-node ${tf.version.tfjs}`, async () => {
  const order = tf.util.createShuffledIndices(trainCount)
  for (let at = 0; at < trainCount; at += batch) {
    const x = tf.tidy(() => tf.gather(trainImages, tf.tensor1d(new Int32Array(order.subarray(at, at + batch)), 'int32')))
    const loss = optimizer.minimize(() => lossOf(x, true), true)
    await loss.data()
    tf.dispose([x, loss])
  }
  let sum = 0
  for (let at = 0; at < testCount; at += batch) sum += tf.tidy(() => lossOf(testImages.slice([at, 0], [batch, pixels]), false).dataSync()[0])
  return { val_loss: sum / (testCount / batch), tensors: tf.memory().numTensors }
})
