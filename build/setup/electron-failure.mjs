import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A host that could not be reached is asked again a day later, not at every start. */
const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} key the runtime that was wanted
 * @returns {Promise<string | null>} why it could not be had lately; null: not tried, or long ago
 */
export async function rememberedFailure(context, key) {
  try {
    const failure = JSON.parse(await readFile(fileOf(context), 'utf8'))
    const age = Date.now() - failure.at
    return failure.key === key && age >= 0 && age < REMEMBERED_MILLISECONDS ? failure.message : null
  } catch {
    return null
  }
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} key
 * @param {string} message
 */
export async function rememberFailure(context, key, message) {
  await mkdir(context.cache.folder, { recursive: true })
  await writeFile(fileOf(context), JSON.stringify({ key, at: Date.now(), message }))
}

/** @param {import('./context.mjs').Context} context */
function fileOf(context) {
  return join(context.cache.folder, 'electron-official-failure.json')
}
