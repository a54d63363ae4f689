import { writeNewFolder } from './dataset-folder.ts'
import { compressed } from './dataset-files.ts'
import { readIdxFile } from './idx-file.ts'
import { encodeIdxHeader } from './idx-header.ts'

/** Test labels alone, which is what figures need of a data set. */
export function readTestLabels(directory: string): Uint8Array {
  return new Uint8Array(readIdxFile(compressed(directory, 'testLabels'), 'labels').values)
}

/** Makes a new folder that holds nothing of a data set but its test labels. @param folder as `writeNewFolder` takes it */
export function writeTestLabels(folder: string, labels: Uint8Array): void {
  const header = encodeIdxHeader({ count: labels.length, height: 0, width: 0 }, 'labels')
  writeNewFolder(folder, { testLabels: Buffer.concat([header, labels]) }, () => undefined)
}
