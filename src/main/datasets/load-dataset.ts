import { WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import { datasetOf, digestOf, readDatasetFolder } from './dataset-files.ts'
import type { Dataset } from './dataset.ts'

/** A data set and the folder that its four files are in. */
export interface StoredDataset {
  summary: DatasetSummary
  directory: string
}

/** Reads a data set whole. @throws WorkbenchError if its files are not those that belong there */
export function loadDataset({ summary, directory }: StoredDataset): Dataset {
  const files = readDatasetFolder(directory)
  if (digestOf(files) !== summary.sha256) throw changedFiles(summary, directory)
  return datasetOf(summary.id, files)
}

function changedFiles({ name, source }: DatasetSummary, directory: string): WorkbenchError {
  const remedy = source === 'bundled' ? 'Run the set-up again.' : 'Import it again.'
  return new WorkbenchError(
    'invalid-dataset',
    `The files of “${name}” in “${directory}” are not those that belong there. ${remedy}`,
  )
}
