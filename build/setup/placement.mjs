import {
  constants,
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './errors.mjs'
import { manifestOf, matches } from './manifest.mjs'

/**
 * A stamp says what was put where, and how it looked then.
 * @typedef {{ key: string, manifest: import('./manifest.mjs').Manifest }} Stamp
 */

/**
 * Puts files of the cache into a folder. Hard links where the file system allows, else copies: unlike with a symbolic
 * link, the clone goes on working when the cache is deleted, and packing tools find plain files. The folder is swapped
 * in whole; a crash between the two renames leaves none, which the next set-up sees.
 * @param {import('./cache.mjs').Entry} entry
 * @param {string} from a folder within the entry, '' for all of it
 * @param {string} target
 */
export async function place(entry, from, target) {
  const aside = `${target}.new`
  const old = `${target}.old`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  const prefix = from === '' ? '' : `${from}/`
  for (const name of Object.keys(entry.manifest)) {
    if (!name.startsWith(prefix)) continue
    const destination = join(aside, name.slice(prefix.length))
    await mkdir(dirname(destination), { recursive: true })
    await placeFile(join(entry.files, name), destination)
  }
  await swap(aside, target, old)
}

/**
 * @param {string} aside the new folder
 * @param {string} target
 * @param {string} old a name for the present one while it goes
 */
export async function swap(aside, target, old) {
  await rm(old, { recursive: true, force: true })
  await rename(target, old).catch(ignoreMissing)
  await rename(aside, target)
  await rm(old, { recursive: true, force: true })
}

/** @param {string} source @param {string} destination */
async function placeFile(source, destination) {
  const status = await lstat(source)
  if (status.isSymbolicLink()) {
    await symlink(await readlink(source), destination)
    return
  }
  try {
    await link(source, destination)
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) throw error
    await copyFile(source, destination, constants.COPYFILE_FICLONE)
    await utimes(destination, status.atime, status.mtime)
  }
}

/**
 * @param {string} stampFile
 * @param {string} key
 * @param {string} folder where the placed files are
 */
export async function isPlaced(stampFile, key, folder) {
  const stamp = await readStamp(stampFile)
  return stamp?.key === key && (await matches(folder, stamp.manifest))
}

/** @param {string} stampFile @returns {Promise<Stamp | null>} */
export async function readStamp(stampFile) {
  try {
    return JSON.parse(await readFile(stampFile, 'utf8'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Written last: without a stamp the step counts as not done.
 * @param {string} stampFile
 * @param {string} key
 * @param {string | null} folder whose files the stamp describes; null: the key alone counts
 */
export async function stamp(stampFile, key, folder) {
  await mkdir(dirname(stampFile), { recursive: true })
  await writeFile(`${stampFile}.new`, JSON.stringify({ key, manifest: folder === null ? {} : await manifestOf(folder) }))
  await rename(`${stampFile}.new`, stampFile)
}

/** @param {unknown} error */
function ignoreMissing(error) {
  if (codeOf(error) !== 'ENOENT') throw error
}
