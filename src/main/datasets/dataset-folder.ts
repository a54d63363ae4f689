import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { removeAbandoned } from '../unfinished.ts'
import { fileNames, type DatasetFiles } from './dataset-files.ts'

/** How the name of a folder begins that an import is not done with. */
export const unfinished = '.importing-'

/** Compressed at a time, as one member of the gzip file (RFC 1952): so often is told how far it is. */
const memberBytes = 4 * 2 ** 20

/**
 * Writes the four files, compressed, to a new folder; when it returns all is on the disk. If that fails there is no folder.
 * @param folder named as `unfinished` says
 * @param written hears how much is written, within [0, 1]
 */
export function writeDatasetFolder(folder: string, { train, test }: DatasetFiles, written: (part: number) => void): void {
  mkdirSync(folder, { recursive: true })
  removeAbandoned(dirname(folder))
  const files = [
    [fileNames.trainImages, train.images.bytes],
    [fileNames.trainLabels, train.labels.bytes],
    [fileNames.testImages, test.images.bytes],
    [fileNames.testLabels, test.labels.bytes],
  ] as const
  const total = files.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  let done = 0
  try {
    for (const [name, bytes] of files) {
      writeCompressed(join(folder, `${name}.gz`), bytes, (more) => written((done += more) / total))
    }
    synchronizeFolder(folder)
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true })
    throw thrown
  }
}

/** Gives an unfinished folder its final name, at once and for good. */
export function placeDatasetFolder(folder: string, place: string): void {
  renameSync(folder, place)
  synchronizeFolder(dirname(place))
}

function writeCompressed(path: string, bytes: Uint8Array, written: (bytes: number) => void): void {
  const descriptor = openSync(path, 'wx')
  try {
    for (let start = 0; start < bytes.length; start += memberBytes) {
      const part = bytes.subarray(start, start + memberBytes)
      // The fastest level: twice as fast as the default, and a tenth larger.
      const compressed = gzipSync(part, { level: constants.Z_BEST_SPEED })
      for (let position = 0; position < compressed.length; ) position += writeSync(descriptor, compressed, position)
      written(part.length)
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes what happened to the folder's entries survive a power cut. Windows cannot open folders, and does not need it. */
function synchronizeFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
