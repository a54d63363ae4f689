import { existsSync } from 'node:fs'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { Progress } from '../export/progress.ts'
import { resourcesDirectory } from '../resources.ts'
import { checkDatabase } from '../store/check-database.ts'
import { Connection } from '../store/connection.ts'
import { Store } from '../store/store.ts'
import { toWorkbenchError } from '../../shared/errors.ts'
import { claimWorkspace } from '../workbench/claim.ts'
import { lookAt, type Look } from '../workbench/look.ts'
import { workspaceFiles } from '../workspace-files.ts'

/**
 * Reads a whole workspace, the database and the files of its data sets, and compares it with what was written. Where
 * another program works, or nothing may be written, it is only looked at; an older one is brought up to date otherwise.
 * @returns what is wrong, for the user; empty if all is well
 * @throws WorkbenchError if the database cannot be opened at all
 */
export async function checkWorkspace(directory: string, progress: Pick<Progress, 'reached'>): Promise<string[]> {
  const look = open(directory)
  try {
    const connection = Connection.open(workspaceFiles.database(look.directory), { readOnly: true })
    try {
      return [...(await checkDatabase(connection, progress)), ...damagedDatasets(look)]
    } finally {
      connection.close()
    }
  } finally {
    look.store.close()
    look.discard()
  }
}

/** To work, as the only one, which brings an older one up to date; else to look. */
function open(directory: string): Look {
  const database = workspaceFiles.database(directory)
  // Which says what is missing, and what there is of it; a claim would leave its lock in a folder that is no workspace.
  if (!existsSync(database)) Store.open(database, { mustExist: true }).close()
  const { lock } = claimWorkspace(directory, { as: 'a check' })
  if (lock === null) return lookAt(directory)
  const discard = () => lock.release()
  try {
    return { directory, store: Store.open(database, { mustExist: true }), discard }
  } catch (thrown) {
    discard()
    if (toWorkbenchError(thrown).code !== 'permission-denied') throw thrown
    return lookAt(directory)
  }
}

function damagedDatasets({ store, directory }: Look): string[] {
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
