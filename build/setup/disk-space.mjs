import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, SetupError } from './errors.mjs'

/**
 * @param {string} folder that may not exist yet
 * @param {number} bytes
 * @throws {SetupError} when its disk has less free
 */
export async function requireSpace(folder, bytes) {
  const free = await freeBytes(folder)
  if (free >= bytes) return
  const room = `set-up needs ${gigabytes(bytes)} GB for ${folder}, and its disk has ${gigabytes(free)} GB left`
  throw new SetupError(`too little room: ${room}`, {
    advice: 'Make room and run the same command again. MANIFOLD_WORKBENCH_CACHE names another place for the cache.',
  })
}

/** @param {string} folder @returns {Promise<number>} what an ordinary user may still write there */
async function freeBytes(folder) {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    return freeBytes(dirname(folder))
  }
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return (bytes / 1e9).toFixed(1)
}
