// The floor: all matrix products of one epoch of the part-3 VAE, and nothing else.
import { tf } from '../lib/tfjs.mjs'
import { serve } from './gate.mjs'
import { shape } from './mnist.mjs'

const { pixels, latent, batch, trainCount, testCount } = shape
const layers = [[pixels, 256], [256, 128], [128, latent], [128, latent], [latent, 128], [128, 256], [256, pixels]]
const operands = layers.map(([inputs, units], i) => ({
  x: tf.randomNormal([batch, inputs]),
  kernel: tf.randomNormal([inputs, units], 0, 0.05),
  gradient: tf.randomNormal([batch, units]),
  first: i === 0,
}))

const forward = () => operands.forEach(({ x, kernel }) => tf.matMul(x, kernel))
const backward = () =>
  operands.forEach(({ x, kernel, gradient, first }) => {
    tf.matMul(x, gradient, true)
    // The image needs no gradient.
    if (!first) tf.matMul(gradient, kernel, false, true)
  })

await serve(`libtensorflow ${tf.backend().binding.TF_Version}`, () => {
  for (let step = 0; step < trainCount / batch; step++) tf.tidy(() => (forward(), backward()))
  for (let step = 0; step < testCount / batch; step++) tf.tidy(forward)
})
