import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import { imageSize } from '../../shared/experiment/image-size.ts'
import { sha256 } from '../store/digest.ts'
import type { Dataset, LabelledImages } from './dataset.ts'
import { readIdxFile, type IdxFile } from './idx-file.ts'
import { counted } from '../../shared/counted.ts'

/** Names of the four files, as MNIST has them; with `.gz` in the workspace and in what ships. */
export const fileNames = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const

/** Images and their labels, file by file. */
export interface LabelledFiles {
  images: IdxFile
  labels: IdxFile
}

export interface DatasetFiles {
  train: LabelledFiles
  test: LabelledFiles
}

export type FileName = keyof typeof fileNames

/** Where a folder of the workspace, or of what ships, has one of the files. */
export const compressed = (directory: string, name: FileName) => join(directory, `${fileNames[name]}.gz`)

export function readDatasetFolder(directory: string): DatasetFiles {
  const train = readLabelledFiles(compressed(directory, 'trainImages'), compressed(directory, 'trainLabels'))
  return matching({ train, test: readTestFiles(directory) })
}

/** Whether a folder has nothing of a data set, or nothing but the labels of its test images; or is not there at all. */
export function isAbsent(directory: string): boolean {
  return !existsSync(compressed(directory, 'testImages'))
}

export function readTestFiles(directory: string): LabelledFiles {
  return readLabelledFiles(compressed(directory, 'testImages'), compressed(directory, 'testLabels'))
}

/** @throws WorkbenchError if there are not as many labels as images */
export function readLabelledFiles(imagesPath: string, labelsPath: string): LabelledFiles {
  const labels = readIdxFile(labelsPath, 'labels')
  const images = readIdxFile(imagesPath, 'images')
  if (images.header.count !== labels.header.count) {
    throw new WorkbenchError(
      'invalid-dataset',
      `“${imagesPath}” has ${counted(images.header.count, 'image')} and “${labelsPath}” ${counted(labels.header.count, 'label')}. Choose two files ` +
        'that belong together.',
    )
  }
  return { images, labels }
}

/** @throws WorkbenchError if training and test images differ in size */
export function matching({ train, test }: DatasetFiles): DatasetFiles {
  const [one, other] = [train.images, test.images]
  if (one.header.height === other.header.height && one.header.width === other.header.width) return { train, test }
  const size = ({ header }: IdxFile) => imageSize(header)
  throw new WorkbenchError(
    'invalid-dataset',
    `The images in “${one.path}” are ${size(one)} pixels, those in “${other.path}” ${size(other)}. Choose files of one size.`,
  )
}

export function datasetOf(id: string, { train, test }: DatasetFiles): Dataset {
  const { height, width } = train.images.header
  const labelled = ({ images, labels }: LabelledFiles): LabelledImages => ({ images: images.values, labels: labels.values })
  return { id, height, width, train: labelled(train), test: labelled(test) }
}

/** What a summary says of the files themselves. */
export type DatasetContent = Omit<DatasetSummary, 'id' | 'name' | 'source'>

export function contentOf(files: DatasetFiles): DatasetContent {
  const { train, test } = files
  const { height, width } = train.images.header
  const classes = 1 + Math.max(largest(train.labels.values), largest(test.labels.values))
  return {
    ...{ height, width, trainCount: train.images.header.count, testCount: test.images.header.count },
    trainClassCounts: classCounts(train.labels.values, classes),
    testClassCounts: classCounts(test.labels.values, classes),
    sha256: digestOf(files),
  }
}

/** Over the decompressed files, in the order that `DatasetSummary` documents. */
export function digestOf({ train, test }: DatasetFiles): string {
  return sha256(train.images.bytes, train.labels.bytes, test.images.bytes, test.labels.bytes)
}

function classCounts(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

function largest(labels: Uint8Array): number {
  let result = 0
  for (const label of labels) if (label > result) result = label
  return result
}
