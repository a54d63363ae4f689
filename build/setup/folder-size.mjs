import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** @param {string} folder that somebody else is writing to @returns {Promise<number>} bytes of all files in it */
export async function folderSize(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  // A file may be gone again by the time it is looked at.
  const sizes = await Promise.all(files.map((file) => stat(file).then(({ size }) => size, () => 0)))
  return sizes.reduce((sum, size) => sum + size, 0)
}
