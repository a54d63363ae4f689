import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What a folder holds, cheaply enough to be checked at every start: for each file its size and the second of its last
 * change, for each link its target. A file that was cut short, changed in place or removed shows; mode and owner do
 * not count, since a sandbox helper may rightly be given to root later.
 * @typedef {Record<string, string>} Manifest relative path → mark
 */

/** @param {string} folder @returns {Promise<Manifest>} */
export async function manifestOf(folder) {
  /** @type {Manifest} */
  const manifest = {}
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const file = join(entry.parentPath, entry.name)
    manifest[file.slice(folder.length + 1)] = await markOf(file)
  }
  return manifest
}

/**
 * @param {string} folder
 * @param {Manifest} manifest
 * @returns {Promise<boolean>} whether everything in the manifest is there, unchanged; more may be there
 */
export async function matches(folder, manifest) {
  const marks = await Promise.all(
    Object.entries(manifest).map(async ([name, mark]) => (await markOf(join(folder, name)).catch(() => '')) === mark),
  )
  return marks.every(Boolean)
}

/** @param {string} file */
async function markOf(file) {
  const status = await lstat(file)
  if (status.isSymbolicLink()) return `link ${await readlink(file)}`
  return `${status.size} ${Math.floor(status.mtimeMs / 1000)}`
}
