import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../../src/main/datasets/dataset.ts'

/** Bytes of an IDX file: magic, sizes (big-endian), data. */
export function idxBytes(sizes: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt8(8, 2)
  header.writeUInt8(sizes.length, 3)
  sizes.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension))
  return Buffer.concat([header, data])
}

/** Writes a data set as the four files that MNIST comes in. */
export function writeIdxFiles(folder: string, { height, width, train, test }: Dataset) {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, sizes: number[], data: Uint8Array) => {
    const file = join(folder, name)
    writeFileSync(file, idxBytes(sizes, data))
    return file
  }
  return {
    images: write('train-images-idx3-ubyte', [train.labels.length, height, width], train.images),
    labels: write('train-labels-idx1-ubyte', [train.labels.length], train.labels),
    testImages: write('t10k-images-idx3-ubyte', [test.labels.length, height, width], test.images),
    testLabels: write('t10k-labels-idx1-ubyte', [test.labels.length], test.labels),
  }
}
