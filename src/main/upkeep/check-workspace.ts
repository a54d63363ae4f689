import { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { Progress } from '../export/progress.ts'
import { resourcesDirectory } from '../resources.ts'
import { checkDatabase } from '../store/check-database.ts'
import { Connection } from '../store/connection.ts'
import { Store } from '../store/store.ts'
import { toWorkbenchError } from '../../shared/errors.ts'
import { workspaceFiles } from '../workspace-files.ts'

/**
 * Reads a whole workspace, the database and the files of its data sets, and compares it with what was written.
 * @returns what is wrong, for the user; empty if all is well
 * @throws WorkbenchError if the database cannot be opened at all
 */
export async function checkWorkspace(directory: string, progress: Pick<Progress, 'reached'>): Promise<string[]> {
  const file = workspaceFiles.database(directory)
  const store = Store.open(file, { mustExist: true })
  try {
    const connection = Connection.open(file, { readOnly: true })
    try {
      return [...(await checkDatabase(connection, progress)), ...damagedDatasets(store, directory)]
    } finally {
      connection.close()
    }
  } finally {
    store.close()
  }
}

function damagedDatasets(store: Store, directory: string): string[] {
  const datasets = new DatasetCatalogue(store, directory, resourcesDirectory())
  return datasets
    .list()
    .filter(({ source }) => source !== 'absent')
    .flatMap(({ id, name }) => {
      try {
        datasets.load(id)
        return []
      } catch (thrown) {
        return [`data set “${name}”: ${toWorkbenchError(thrown).message}`]
      }
    })
}
