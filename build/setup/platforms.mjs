import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import process from 'node:process'

/**
 * What TensorFlow is on one platform.
 * @typedef {object} Platform
 * @property {string} name for people
 * @property {boolean} tested whether the tests run on it
 * @property {string | null} tried what was run on it; null: nothing, it is written only
 * @property {{ requirement: string, python: string, platform: string, sha256: string, bytes: number }} wheel TensorFlow's own
 *   release for Python, of which the libraries are taken: as pip calls it, for which Python and platform
 * @property {{ folder: string, framework: string, tensorflow: string }} libraries their names, and their folder in the wheel
 */

const TABLE = fileURLToPath(new URL('../../src/main/tensorflow/platforms.json', import.meta.url))

/** By `process.platform` and `process.arch`; the engine finds its libraries by the same table. @type {Record<string, Platform>} */
export const PLATFORMS = JSON.parse(readFileSync(TABLE, 'utf8'))

/** @param {string} [platform] @param {string} [architecture] @returns {Platform | undefined} */
export function platformRow(platform = process.platform, architecture = process.arch) {
  return PLATFORMS[`${platform}-${architecture}`]
}

/** The same for all of them: exact numbers depend on it. */
export const TENSORFLOW_VERSION = versionOf(Object.values(PLATFORMS))

/** @param {Platform[]} rows */
function versionOf(rows) {
  const [version, ...others] = new Set(rows.map(({ wheel }) => wheel.requirement.replace(/^.*==/, '')))
  if (version === undefined || others.length > 0) throw new Error('platforms.json has to name one version of TensorFlow')
  return version
}
