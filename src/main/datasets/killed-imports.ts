import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { keepDatasetFolder, settleDatasetFolder } from './dataset-folder.ts'

/**
 * Puts right what imports left that were killed at their very end: a data set has its row and its folder, or neither. Only for the
 * holder of the workspace’s lock, who knows that nobody imports. What imports have not made stays as it is: the folders of a
 * database that was set aside, say.
 */
export function settleKilledImports(workspace: string, store: Store): void {
  for (const { id, folder } of placedIn(workspace)) {
    try {
      settleDatasetFolder(folder, store.datasets.get(id) !== null)
    } catch {
      // A damaged row is told when it is read; what cannot be removed harms nobody.
    }
  }
}

/**
 * Before another database takes the place of the one that knows of these folders: an older copy has no row of the newest, which are
 * kept for the one that is set aside.
 */
export function keepKilledImports(workspace: string): void {
  for (const { folder } of placedIn(workspace)) keepDatasetFolder(folder)
}

/** What is not done yet has a name of its own. */
function placedIn(workspace: string): { id: string; folder: string }[] {
  const datasets = join(workspace, 'datasets')
  return namesIn(datasets).flatMap((id) => (id.startsWith('.') ? [] : [{ id, folder: join(datasets, id) }]))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
