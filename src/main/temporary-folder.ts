import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { removeAbandoned, unfinishedMark } from './unfinished.ts'

/**
 * Makes a folder for what is gone with this process, that nobody else may look into; who made it removes it. What killed processes
 * could not remove is removed by the way.
 * @param purpose for its name
 * @returns its path
 */
export function makeTemporaryFolder(purpose: string): string {
  const place = tmpdir()
  const name = `manifold-workbench-${purpose}`
  removeAbandoned(place, (found) => found.startsWith(`${name}.`) && isOwn(join(place, found)))
  const folder = join(place, `${name}${unfinishedMark()}`)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}

function isOwn(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && stats.uid === process.getuid?.()
}
