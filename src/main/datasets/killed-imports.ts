import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { settleDatasetFolder } from './dataset-folder.ts'

/**
 * Puts right what imports left that were killed at their very end: a data set has its row and its folder, or neither. Only for the
 * holder of the workspace’s lock, who knows that nobody imports. What imports have not made stays as it is: the folders of a
 * database that was set aside, say.
 */
export function settleKilledImports(workspace: string, store: Store): void {
  const folder = join(workspace, 'datasets')
  for (const id of namesIn(folder)) {
    // What is not done yet has a name of its own.
    if (id.startsWith('.')) continue
    try {
      settleDatasetFolder(join(folder, id), store.datasets.get(id) !== null)
    } catch {
      // A damaged row is told when it is read; what cannot be removed harms nobody.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
