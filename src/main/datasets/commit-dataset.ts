import { rmSync } from 'node:fs'
import { toWorkbenchError } from '../../shared/errors.ts'
import type { Store } from '../store/store.ts'
import { keepDatasetFolder, placeDatasetFolder } from './dataset-folder.ts'

/**
 * Commits the row of a data set and gives its folder its place. The id is chosen and taken in one: two programs may import at
 * once. If it fails nothing is left of either.
 * @param folder unfinished
 * @param change inserts the row; `place` is told where the folder is to be
 */
export function commitDataset<Result>(store: Store, folder: string, change: (place: (where: string) => void) => Result): Result {
  const made = [folder]
  try {
    const result = store.transaction(() =>
      change((where) => {
        placeDatasetFolder(folder, where)
        made.push(where)
      }),
    )
    for (const placed of made.slice(1)) keepDatasetFolder(placed)
    return result
  } catch (thrown) {
    for (const each of made) removeDatasetFolder(each)
    throw toWorkbenchError(thrown)
  }
}

/** One that is not finished, or has no row. */
export function removeDatasetFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // What happened before is what is told. The next start knows it by its mark.
  }
}
