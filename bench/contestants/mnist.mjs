import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** MNIST's raw bytes, [n, 784], train and test, from the folder named on the command line. */
export function load() {
  const read = (name) => new Uint8Array(readFileSync(join(process.argv[2], name))).subarray(16)
  return { train: read('train-images-idx3-ubyte'), test: read('t10k-images-idx3-ubyte') }
}

export const shape = { pixels: 784, latent: 2, batch: 500, dropout: 0.3, trainCount: 60_000, testCount: 10_000 }
