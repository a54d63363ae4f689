import { WorkbenchError } from '../../shared/errors.ts'
import { keepKilledImports } from '../datasets/killed-imports.ts'
import type { Progress } from '../export/progress.ts'
import { restoreCopy, type RestoredCopy } from '../store/copies.ts'
import { WorkspaceLock } from '../store/workspace-lock.ts'
import { workspaceFiles } from '../workspace-files.ts'

/**
 * Puts the last copy of a workspace's database back. Never under a program that works there: its database would be taken away from it.
 * @param as what this program is, for those that come meanwhile: “a window”
 * @throws WorkbenchError `busy`, `not-found`, or `database-corrupt` if the copy is damaged, too; then nothing was changed
 */
export async function restoreWorkspace(directory: string, as: string, progress: Pick<Progress, 'reached'>): Promise<RestoredCopy> {
  const lock = WorkspaceLock.acquire(directory, as)
  if (lock === null) throw new WorkbenchError('busy', 'Another program works in this workspace. Close it, then restore.')
  try {
    keepKilledImports(directory)
    return await restoreCopy(workspaceFiles.database(directory), progress)
  } finally {
    lock.release()
  }
}
