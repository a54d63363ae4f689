import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import { removeAbandoned } from '../unfinished.ts'
import { compressed, isAbsent, type DatasetFiles, type FileName } from './dataset-files.ts'

/** How the name of a folder begins that an import is not done with. */
export const unfinished = '.importing-'

/** In a folder that has its place already, and whose row may not be in the database yet. */
const mark = '.importing'

/** Compressed at a time, as one member of the gzip file (RFC 1952): so often is told how far it is. */
const memberBytes = 4 * 2 ** 20

/** Everything of a data set that its test images are not: they make it one that is there. */
const others: readonly FileName[] = ['trainImages', 'trainLabels', 'testLabels']

/**
 * Writes the four files, compressed, to a new folder; when it returns all is on the disk. If that fails there is no folder.
 * @param folder named as `unfinished` says
 * @param written hears how much is written, within [0, 1]
 */
export function writeDatasetFolder(folder: string, { train, test }: DatasetFiles, written: (part: number) => void): void {
  const files = {
    ...{ trainImages: train.images.bytes, trainLabels: train.labels.bytes },
    ...{ testImages: test.images.bytes, testLabels: test.labels.bytes },
  }
  writeNewFolder(folder, files, written)
}

/** The same with some of the files. @param files their bytes, not compressed */
export function writeNewFolder(folder: string, files: Partial<Record<FileName, Uint8Array>>, written: (part: number) => void): void {
  makeFolders(folder)
  const all = Object.entries(files) as [FileName, Uint8Array][]
  const total = all.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  let done = 0
  try {
    removeAbandoned(dirname(folder))
    writeFileSync(join(folder, mark), '')
    for (const [name, bytes] of all) writeCompressed(compressed(folder, name), bytes, (more) => written((done += more) / total))
    synchronizeFolder(folder)
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true })
    throw thrown
  }
}

/** Gives an unfinished folder its final name, at once. It is to be kept or removed when its row is committed or not. */
export function placeDatasetFolder(folder: string, place: string): void {
  renameSync(folder, place)
  try {
    synchronizeFolder(dirname(place))
  } catch (thrown) {
    renameSync(place, folder)
    throw thrown
  }
}

/** For good: its row is in the database. Also after a power cut, which may be what makes an older copy of the database take its place. */
export function keepDatasetFolder(place: string): void {
  try {
    rmSync(join(place, mark), { force: true })
    synchronizeFolder(place)
  } catch {
    // The next start finds the row, too.
  }
}

/**
 * Moves the files of an unfinished folder into that of a data set that is absent. The test images come last: it is absent,
 * with its labels, until it is there whole. If that fails it stays absent.
 */
export function fillDatasetFolder(folder: string, place: string): void {
  if (!existsSync(place)) makeFolders(place)
  try {
    renameSync(join(folder, mark), join(place, mark))
    for (const name of others) renameSync(compressed(folder, name), compressed(place, name))
    synchronizeFolder(place)
    renameSync(compressed(folder, 'testImages'), compressed(place, 'testImages'))
    synchronizeFolder(place)
  } catch (thrown) {
    rmSync(compressed(place, 'testImages'), { recursive: true, force: true })
    settleDatasetFolder(place, true)
    throw thrown
  }
  keepDatasetFolder(place)
}

/**
 * Puts right what was killed between placing a folder and keeping it; what does not carry the mark of that stays as it is.
 * @param isKnown whether there is a row of it
 */
export function settleDatasetFolder(place: string, isKnown: boolean): void {
  if (!existsSync(join(place, mark))) return
  if (!isKnown) {
    rmSync(place, { recursive: true, force: true })
    return
  }
  if (isAbsent(place)) {
    for (const name of ['trainImages', 'trainLabels'] as const) rmSync(compressed(place, name), { recursive: true, force: true })
  }
  keepDatasetFolder(place)
}

/** One by one: a workspace that was moved away must not come back as an empty one. */
function makeFolders(folder: string): void {
  const parent = dirname(folder)
  try {
    mkdirSync(parent)
    synchronizeFolder(dirname(parent))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  }
  mkdirSync(folder)
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
