import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** @param {string} folder that somebody else is writing to @returns {Promise<number>} bytes of all files in it */
export async function folderSize(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size, () => 0)),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
