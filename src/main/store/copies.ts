import { closeSync, copyFileSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'
import { fileError } from '../file-error.ts'
import type { Progress } from '../export/progress.ts'
import { unfinishedMark } from '../unfinished.ts'
import { refuseProtected } from '../write-protection.ts'
import { checkDatabase } from './check-database.ts'
import { Connection } from './connection.ts'

/** Left free on the disk beside a copy: what a run writes meanwhile. */
const spareBytes = 500e6

export interface DatabaseCopy {
  file: string
  /** Milliseconds since 1970, UTC. */
  madeAt: number
  bytes: number
}

export interface RestoredCopy {
  copy: DatabaseCopy
  /** The new name of the database that was damaged; null where there was none. */
  keptAs: string | null
}

export type CopyOutcome =
  | { outcome: 'made'; copy: DatabaseCopy }
  /** The database is not what was written; the copy that there was stays. */
  | { outcome: 'damaged'; findings: string[] }
  | { outcome: 'no-room'; bytes: number }

/** For the log. */
export function describeCopy(outcome: CopyOutcome): string {
  switch (outcome.outcome) {
    case 'made':
      return `Copied the database to “${outcome.copy.file}”; all is as it was written.`
    case 'damaged':
      return `The database is damaged: ${outcome.findings.join('; ')}`
    case 'no-room':
      return `There is no room for a copy of the database (${Math.ceil(outcome.bytes / 1e6)} MB).`
  }
}

const place = (database: string) => `${database}.backup`

/** The copy of a database that was made last; null if there is none. */
export function findCopy(database: string): DatabaseCopy | null {
  const file = place(database)
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats?.isFile() === true ? { file, madeAt: stats.mtimeMs, bytes: stats.size } : null
}

/** Whether anything was written since that time. */
export function changedSince(database: string, time: number): boolean {
  return [database, `${database}-wal`].some((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > time)
}

/**
 * Copies a database, also while a run trains, and reads the copy whole. Only one in which all is as it was written takes the place
 * of the former copy: one is enough, since it is never replaced by a damaged one.
 */
export async function makeCopy(database: string, progress: Pick<Progress, 'reached'>): Promise<CopyOutcome> {
  const partial = `${place(database)}${unfinishedMark()}.partial`
  const bytes = statSync(database).size + (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0)
  if (roomIn(dirname(database)) < bytes + spareBytes) return { outcome: 'no-room', bytes }
  const began = new Date()
  await refuseProtected(place(database), place(database))
  try {
    const findings = await copyAndCheck(database, partial, progress)
    if (findings.length > 0) return { outcome: 'damaged', findings }
    // Its age is that of what it holds: what was written while it was made and checked is not in it.
    utimesSync(partial, began, began)
    renameSync(partial, place(database))
    synchronize(dirname(database))
    const copy = findCopy(database)
    if (copy === null) throw new WorkbenchError('internal', `The copy of “${database}” is gone. Make another one.`)
    return { outcome: 'made', copy }
  } catch (thrown) {
    const error = fileError(thrown, place(database), partial)
    if (error.code !== 'database-corrupt') throw error
    return { outcome: 'damaged', findings: [error.message] }
  } finally {
    removePartial(partial)
  }
}

async function copyAndCheck(database: string, partial: string, progress: Pick<Progress, 'reached'>): Promise<string[]> {
  // Not for reading alone: such a connection leaves an empty log behind where nobody else has the database open.
  const source = Connection.open(database)
  try {
    await source.copyTo(partial)
  } finally {
    source.close()
  }
  const copy = Connection.open(partial)
  try {
    // A copy is one file: nothing of it lies in a log.
    copy.execute('PRAGMA journal_mode = DELETE')
    return await checkDatabase(copy, progress)
  } finally {
    copy.close()
  }
}

/**
 * Puts the copy in the place of a damaged database, which is kept beside it under the name that is returned. Nobody else may have the
 * database open. Interrupted at any moment it can be done again.
 * @throws WorkbenchError `not-found` if there is no copy, `database-corrupt` if that is damaged, too; then nothing was changed
 */
export async function restoreCopy(database: string, progress: Pick<Progress, 'reached'>): Promise<RestoredCopy> {
  const copy = findCopy(database)
  if (copy === null) throw new WorkbenchError('not-found', `There is no copy of “${database}” to restore. Export runs you want to keep.`)
  const partial = `${database}.restoring${unfinishedMark()}.partial`
  try {
    copyFileSync(copy.file, partial, constants.COPYFILE_FICLONE)
    const connection = Connection.open(partial)
    try {
      const findings = await checkDatabase(connection, progress)
      if (findings.length > 0) {
        throw new WorkbenchError('database-corrupt', `The copy “${copy.file}” is damaged, too (${findings[0] ?? ''}). Nothing was changed.`)
      }
    } finally {
      connection.close()
    }
    synchronize(partial)
    const keptAs = setAside(database)
    renameSync(partial, database)
    synchronize(dirname(database))
    return { copy, keptAs }
  } catch (thrown) {
    throw fileError(thrown, database, partial)
  } finally {
    removePartial(partial)
  }
}

/** @returns the new name of the database; null where there was none */
function setAside(database: string): string | null {
  const name = freeName(`${database}.damaged-${new Date().toISOString().replaceAll(/[^\d]/g, '').slice(0, 14)}`)
  const existed = existsSync(database)
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${database}${suffix}`)) renameSync(`${database}${suffix}`, `${name}${suffix}`)
  }
  return existed ? name : null
}

/** What was set aside before, in the same second say, stays. */
function freeName(name: string): string {
  const taken = (candidate: string) => ['', '-wal', '-shm'].some((suffix) => existsSync(`${candidate}${suffix}`))
  let candidate = name
  for (let number = 2; taken(candidate); number++) candidate = `${name}-${number}`
  return candidate
}

function removePartial(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
}

/** Bytes. */
function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Makes a file, or what happened to the entries of a folder, survive a power cut. Windows cannot open folders. */
function synchronize(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
