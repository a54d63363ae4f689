import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { getRawHeader } from '@electron/asar'
import { FORBIDDEN } from './contents.mjs'

/** @typedef {{ path: string, bytes: number }} Item what is in an archive has the archive's path before its own */

/** @param {string} root @returns {Promise<Item[]>} every file below it, and every one in its app.asar, which counts as well */
export async function filesIn(root) {
  const entries = await readdir(root, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => ({ path: file.slice(root.length + 1), bytes: (await lstat(file)).size })))
}

/** @typedef {{ size?: number, unpacked?: boolean, files?: Record<string, Node> }} Node */

/** @param {string} archive @param {string} name its path in the package @returns {Item[]} */
export function filesInArchive(archive, name) {
  /** @type {Item[]} */
  const items = []
  /** @param {Node} node @param {string} path */
  const walk = (node, path) => {
    for (const [entry, child] of Object.entries(node.files ?? {})) walk(child, `${path}/${entry}`)
    if (node.files === undefined && node.unpacked !== true) items.push({ path, bytes: node.size ?? 0 })
  }
  walk(/** @type {Node} */ (/** @type {unknown} */ (getRawHeader(archive).header)), name)
  return items
}

/** What of an application's folder, or a tree with one in it, is in it though it must not be. @param {string} root @returns {Promise<string[]>} */
export async function forbiddenIn(root) {
  const files = await filesIn(root)
  const archives = files.filter(({ path }) => path.endsWith('.asar'))
  const packed = archives.flatMap(({ path }) => filesInArchive(join(root, path), path))
  return [...files, ...packed].flatMap(({ path }) => {
    const found = FORBIDDEN.find(({ pattern }) => pattern.test(path))
    return found === undefined ? [] : [`${found.what}: ${path}`]
  })
}
