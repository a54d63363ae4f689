import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ImportProgress } from '../../shared/contract/datasets.ts'
import { toWorkbenchError } from '../../shared/errors.ts'
import { fileError } from '../file-error.ts'
import { parseName } from '../store/experiment-values.ts'
import { contentOf, matching, readLabelledFiles, type DatasetContent, type DatasetFiles } from './dataset-files.ts'
import { writeDatasetFolder } from './dataset-folder.ts'
import { holdOutLastTenth } from './hold-out.ts'
import { testSiblings, type ImageAndLabelPaths } from './test-siblings.ts'

export interface ImportRequest extends ImageAndLabelPaths {
  name: string
  /** null: files named `t10k-…` beside `train-…`, otherwise the last tenth of the images is held out. */
  test: ImageAndLabelPaths | null
}

/** A data set on the disk that the workspace does not know yet. */
export interface PreparedImport {
  name: string
  /** Its files are in here, whole. */
  folder: string
  content: DatasetContent
}

/** Where each step begins, of the whole, in time: measured with MNIST. */
const begins = { reading: 0, checking: 0.2, writing: 0.3 } as const

/**
 * Reads and checks the files to import and writes them to a new folder: all the work of an import but making it known.
 * @param folder does not exist; if something is wrong it does not exist afterwards either
 * @throws WorkbenchError
 */
export function prepareImport(
  { name, images, labels, test }: ImportRequest,
  folder: string,
  report: (progress: ImportProgress) => void = () => undefined,
): PreparedImport {
  const parsedName = parseName(name, 'a data set')
  try {
    const files = readImport({ images, labels }, test ?? testSiblings({ images, labels }), (part) =>
      report({ step: 'reading', fraction: part * begins.checking }),
    )
    report({ step: 'checking', fraction: begins.checking })
    const content = contentOf(files)
    write(folder, files, (part) => report({ step: 'writing', fraction: begins.writing + part * (1 - begins.writing) }))
    return { name: parsedName, folder, content }
  } catch (thrown) {
    throw toWorkbenchError(thrown)
  }
}

/** Its errors name the folder of all data sets, not the one that the user never sees. */
function write(folder: string, files: DatasetFiles, written: (part: number) => void): void {
  try {
    writeDatasetFolder(folder, files, written)
  } catch (thrown) {
    throw fileError(thrown, dirname(folder), folder)
  }
}

/** @param read hears how much of the files is read, within [0, 1] */
function readImport(train: ImageAndLabelPaths, test: ImageAndLabelPaths | null, read: (part: number) => void): DatasetFiles {
  read(0)
  const trainFiles = readLabelledFiles(train.images, train.labels)
  if (test === null) return holdOutLastTenth(trainFiles)
  const [trainBytes, testBytes] = [statSync(train.images).size, statSync(test.images, { throwIfNoEntry: false })?.size ?? 0]
  read(trainBytes / (trainBytes + testBytes))
  return matching({ train: trainFiles, test: readLabelledFiles(test.images, test.labels) })
}
