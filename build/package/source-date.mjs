import { lutimes, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from '../setup/context.mjs'
import { SetupError } from '../setup/errors.mjs'
import { run } from '../setup/run.mjs'

/**
 * The one moment that all files of a package carry, so that two builds of a commit are the same: SOURCE_DATE_EPOCH, else when
 * the commit was made (reproducible-builds.org/specs/source-date-epoch).
 * @returns {Promise<number>} seconds since 1970
 * @throws {SetupError} if the environment names no such moment: another one would not be what was asked for
 */
export async function sourceDate(environment = process.env) {
  const named = environment.SOURCE_DATE_EPOCH ?? ''
  if (/^\d{1,11}$/.test(named)) return Number(named)
  if (named !== '') throw new SetupError(`SOURCE_DATE_EPOCH is no number of seconds since 1970: ${named}`)
  return Number((await run('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, what: 'asking git for the date of the commit' })).trim())
}

/** @param {string} folder everything in it, and itself @param {number} seconds */
export async function setTimes(folder, seconds) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  // What is inside first: making it would change its folder's time.
  for (const entry of entries) await lutimes(join(entry.parentPath, entry.name), seconds, seconds)
  await lutimes(folder, seconds, seconds)
}
