// A LambdaCallback that lets the workbench's own training be gated: each epoch begins when the bench says so, and its
// end is reported once the epoch is in the store. Descriptor 0 asks, descriptor 3 answers.
import { readSync, writeSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'

const say = (message) => writeSync(3, `${JSON.stringify(message)}\n`)
const wait = () => {
  if (readSync(0, Buffer.alloc(1)) === 0) process.exit(0)
}

let start = 0
let last = null

export function onTrainBegin() {
  say({ ready: true, version: `libtensorflow ${tf.backend().binding.TF_Version}` })
}

export function onEpochBegin() {
  // The epoch before this one has been committed by now: its whole cost is counted, checkpoint and snapshot included.
  if (last !== null) say({ ...last, seconds: (performance.now() - start) / 1000 })
  wait()
  start = performance.now()
}

export function onEpochEnd(epoch, logs) {
  last = { epoch, val_loss: logs.val_loss, training: (performance.now() - start) / 1000, rss: process.memoryUsage.rss(), tensors: tf.memory().numTensors }
}
