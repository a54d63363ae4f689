import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { LookOnly } from '../../shared/contract/app.ts'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { makeFolder } from '../make-folder.ts'
import { holderInWords, WorkspaceLock } from '../store/workspace-lock.ts'
import { workspaceFiles } from '../workspace-files.ts'

/** What a program may do in a workspace. */
export interface Claim {
  /** The workspace, absolute. */
  readonly directory: string
  /** Held by the one program that works there. */
  readonly lock: WorkspaceLock | null
  /** Why this one only looks; null if it has the lock. */
  readonly lookOnly: LookOnly | null
}

export interface ClaimOptions {
  /** What this program is, for those that come later: “a window”. */
  as?: string
  /** Only look, though more may be possible. */
  look?: boolean
}

/**
 * Claims a workspace, which is made if missing, to work in. Where another program works there already, or nothing can be
 * written, it can be looked at.
 * @throws WorkbenchError if there is nothing to look at either
 */
export function claimWorkspace(workspace: string, { as, look = false }: ClaimOptions = {}): Claim {
  const directory = resolve(workspace)
  if (look) return { directory, lock: null, lookOnly: { reason: 'asked', message: 'This window was opened to look.' } }
  try {
    makeFolder(directory)
    refuseUnwritable(directory)
    const lock = WorkspaceLock.acquire(directory, as)
    return { directory, lock, lookOnly: lock === null ? inUse(directory) : null }
  } catch (thrown) {
    return { directory, lock: null, lookOnly: unwritable(directory, thrown) }
  }
}

/** Refuses a folder that the user has named, if not even the one that it is to be in is there: it is mistyped. */
export function refuseOrphan(directory: string): void {
  const parent = dirname(directory)
  if (existsSync(parent)) return
  throw new WorkbenchError('usage', `There is no folder “${parent}” to make a workspace in. Check --workspace.`)
}

/** A lock can be had where nothing can be written: SQLite then takes one for reading. @throws as the file system does */
function refuseUnwritable(directory: string): void {
  for (const path of [directory, workspaceFiles.database(directory)]) if (existsSync(path)) accessSync(path, constants.W_OK)
}

function inUse(directory: string): LookOnly {
  const message = `Another program works in this workspace: ${holderInWords(directory)}. Close it to work here.`
  return { reason: 'in-use', message }
}

/** Why nothing can be written. @throws what was thrown, if it was for another reason or there is nothing to look at */
export function unwritable(directory: string, thrown: unknown): LookOnly {
  const error = toWorkbenchError(thrown)
  if (!existsSync(workspaceFiles.database(directory))) throw error
  if (error.code === 'disk-full') return { reason: 'full', message: 'The disk is full. Free some space to work here.' }
  if (error.code !== 'permission-denied') throw error
  const message = `“${directory}” may not be written to. To train or change something, copy it to another place, or change its permissions.`
  return { reason: 'read-only', message }
}

/** What is answered to whoever wants to change something all the same. */
export function refusalOf({ message }: LookOnly): WorkbenchError {
  return new WorkbenchError('look-only', message)
}
