import { chmodSync, copyFileSync, existsSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { toWorkbenchError } from '../../shared/errors.ts'
import { Store } from '../store/store.ts'
import { makeTemporaryFolder, temporaryPlaces } from '../temporary-folder.ts'
import { workspaceFiles } from '../workspace-files.ts'

/** A workspace to look at. */
export interface Look {
  /** Where its files are found: the workspace itself, or what stands for it. */
  directory: string
  /** Takes no change. */
  store: Store
  /** To be called at the end. */
  discard: () => void
}

/** Opens a workspace without writing a byte to it. @throws WorkbenchError if that cannot be */
export function lookAt(workspace: string): Look {
  try {
    const store = Store.open(workspaceFiles.database(workspace), { readOnly: true })
    return { directory: workspace, store, discard: () => undefined }
  } catch (thrown) {
    if (!['permission-denied', 'disk-full'].includes(toWorkbenchError(thrown).code)) throw thrown
    return lookAtCopyWhereItFits(workspace)
  }
}

/** The system's folder for temporary files is often on the very disk that is full. */
function lookAtCopyWhereItFits(workspace: string): Look {
  let full: unknown
  for (const place of temporaryPlaces()) {
    try {
      return lookAtCopy(workspace, place)
    } catch (thrown) {
      if (toWorkbenchError(thrown).code !== 'disk-full') throw thrown
      full ??= thrown
    }
  }
  throw full
}

/**
 * SQLite cannot read a database with a write-ahead log where it may not make the log's index beside it, or has no room for it. So the
 * database, and the log that a crash may have left, are copied, and stand there with links to the rest of the workspace.
 */
function lookAtCopy(workspace: string, place: string): Look {
  const directory = makeTemporaryFolder('look', place)
  const discard = () => rmSync(directory, { recursive: true, force: true })
  try {
    const [from, to] = [workspaceFiles.database(workspace), workspaceFiles.database(directory)]
    for (const part of ['', '-wal']) {
      if (!existsSync(`${from}${part}`)) continue
      copyFileSync(`${from}${part}`, `${to}${part}`)
      // A copy has its original's permissions.
      chmodSync(`${to}${part}`, 0o600)
    }
    for (const folder of ['datasets', 'logs']) {
      if (existsSync(join(workspace, folder))) symlinkSync(join(workspace, folder), join(directory, folder), 'junction')
    }
    // Nobody else has the copy: what an older version or a dead program left in it is put right there.
    const copy = Store.open(to)
    copy.markInterrupted()
    copy.close()
    return { directory, store: Store.open(to, { readOnly: true }), discard }
  } catch (thrown) {
    discard()
    throw thrown
  }
}
