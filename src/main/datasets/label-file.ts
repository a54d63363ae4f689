import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fileNames } from './dataset-files.ts'
import { readIdxFile } from './idx-file.ts'

/** The magic number of labels: unsigned bytes in one dimension. */
const labelMagic = 0x00000801

const labelFile = (directory: string) => join(directory, `${fileNames.testLabels}.gz`)

/** Test labels alone, which is what figures need of a data set. */
export function readTestLabels(directory: string): Uint8Array {
  return new Uint8Array(readIdxFile(labelFile(directory), 'labels').values)
}

/** Makes a folder that holds nothing of a data set but its test labels. */
export function writeTestLabels(directory: string, labels: Uint8Array): void {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(labelMagic, 0)
  header.writeUInt32BE(labels.length, 4)
  mkdirSync(directory, { recursive: true })
  writeFileSync(labelFile(directory), gzipSync(Buffer.concat([header, labels])))
}
