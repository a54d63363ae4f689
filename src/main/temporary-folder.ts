import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { removeAbandoned, unfinishedMark } from './unfinished.ts'

/** Where such folders can be: the system's place, and Linux' memory, for where that has no room. */
export function temporaryPlaces(): string[] {
  return [tmpdir(), '/dev/shm'].filter((place) => existsSync(place))
}

/**
 * Makes a folder for what is gone with this process, that nobody else may look into; who made it removes it. What killed processes
 * could not remove is removed by the way.
 * @param purpose for its name
 * @param place where it is made
 * @returns its path
 */
export function makeTemporaryFolder(purpose: string, place = tmpdir()): string {
  const name = `manifold-workbench-${purpose}`
  for (const each of temporaryPlaces()) removeAbandoned(each, (found) => found.startsWith(`${name}.`) && isOwn(join(each, found)))
  const folder = join(place, `${name}${unfinishedMark()}`)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}

function isOwn(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && stats.uid === process.getuid?.()
}
