import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { fileNames, type DatasetFiles } from './dataset-files.ts'

/**
 * Writes the four files to a new folder, compressed. They are written beside it and moved there when all are on the disk:
 * the folder is there whole or not at all.
 */
export function installDataset(directory: string, { train, test }: DatasetFiles): void {
  const parent = dirname(directory)
  mkdirSync(parent, { recursive: true })
  const partial = join(parent, `.importing-${randomUUID()}`)
  mkdirSync(partial)
  try {
    writeCompressed(join(partial, fileNames.trainImages), train.images.bytes)
    writeCompressed(join(partial, fileNames.trainLabels), train.labels.bytes)
    writeCompressed(join(partial, fileNames.testImages), test.images.bytes)
    writeCompressed(join(partial, fileNames.testLabels), test.labels.bytes)
    synchronizeFolder(partial)
    renameSync(partial, directory)
    synchronizeFolder(parent)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

function writeCompressed(path: string, bytes: Uint8Array): void {
  // The fastest level: twice as fast as the default, and a tenth larger.
  const compressed = gzipSync(bytes, { level: constants.Z_BEST_SPEED })
  const descriptor = openSync(`${path}.gz`, 'wx')
  try {
    for (let position = 0; position < compressed.length; ) position += writeSync(descriptor, compressed, position)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes a rename survive a power cut. Windows cannot open folders, and does not need it. */
function synchronizeFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
