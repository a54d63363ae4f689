import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { Store } from '../store/store.ts'
import { holderInWords, WorkspaceLock } from '../store/workspace-lock.ts'
import { workspaceFiles } from '../workspace-files.ts'

/** A deletion, and what became of the room. */
export interface Deletion {
  id: string
  name: string
  /** Given back to the file system. */
  freedBytes: number
  /** Free inside the database's file, where the next runs use them: there was no room to make it smaller. */
  keptBytes: number
}

/** Removes an experiment for good, with its event files, and makes the files of the workspace as small as they can be. */
export function deleteForRoom(directory: string, store: Store, id: string): Deletion {
  const { name } = store.experiments.get(id)
  const logs = workspaceFiles.logs(directory, id)
  const before = bytesOf(directory, logs)
  const removeLogs = () => rmSync(logs, { recursive: true, force: true })
  try {
    store.experiments.remove(id)
  } catch (thrown) {
    if (toWorkbenchError(thrown).code !== 'disk-full') throw thrown
    // They go anyway, and removing files needs no room.
    removeLogs()
    removeWhereFull(store, id, name)
  }
  removeLogs()
  const keptBytes = store.shrink()
  return { id, name, keptBytes, freedBytes: Math.max(before - bytesOf(directory, logs), 0) }
}

/**
 * The same in a workspace that can only be looked at, for its disk is full: alone, since the index of the log that several share is a file.
 * @param resolve finds the experiment's id
 * @throws WorkbenchError also if another program works there, or there is no room even for that
 */
export function deleteOnFullDisk(directory: string, as: string, resolve: (store: Store) => string): Deletion {
  const lock = WorkspaceLock.acquire(directory, as)
  if (lock === null) throw new WorkbenchError('busy', `Another program works in this workspace: ${holderInWords(directory)}. Close it to work here.`)
  try {
    const store = Store.open(workspaceFiles.database(directory), { mustExist: true, alone: true })
    try {
      return deleteForRoom(directory, store, resolve(store))
    } finally {
      store.close()
    }
  } finally {
    lock.release()
  }
}

function removeWhereFull(store: Store, id: string, name: string): void {
  try {
    store.experiments.remove(id)
  } catch (thrown) {
    const error = toWorkbenchError(thrown)
    if (error.code !== 'disk-full') throw error
    const remedy = 'Free about 1 MB elsewhere on the disk, then delete it again.'
    throw new WorkbenchError('disk-full', `“${name}” is not deleted, but for its event files: the disk is too full to note that down. ${remedy}`, { cause: thrown })
  }
}

/** Of the database with its log, and of the event files. */
function bytesOf(directory: string, logs: string): number {
  const database = workspaceFiles.database(directory)
  const files = [database, `${database}-wal`, ...namesIn(logs).map((name) => join(logs, name))]
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
