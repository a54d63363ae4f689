import { join } from 'node:path'
import process from 'node:process'
import { compareReleases } from '../package/compare.mjs'
import { RELEASE } from '../package/names.mjs'
import { packedFromElsewhere, packedOrigin } from '../package/packed-commit.mjs'
import { ROOT } from '../setup/context.mjs'
import { succeed } from './commands.mjs'
import { LeftOut, must } from './report.mjs'

/** Of which commit it is that all this is about. */
export async function packedCommit() {
  const elsewhere = await packedFromElsewhere()
  if (elsewhere !== null) return new LeftOut(elsewhere)
  return `dist/release is of ${(await packedOrigin())?.commit.slice(0, 10)}, which is checked out, with nothing changed`
}

/** Whoever builds the same commit elsewhere, with another umask and in another time zone, gets the same. @param {string} folder made */
export async function builtAgain(folder) {
  const packed = await packedOrigin()
  if (packed?.clean !== true) return new LeftOut('what was packed is of no commit: it has changes that were not committed, or nobody knows')
  await succeed(['git', 'clone', '--quiet', '--no-checkout', ROOT, folder])
  await succeed(['git', 'checkout', '--quiet', '--detach', packed.commit], { cwd: folder })
  const env = { ...process.env, TZ: 'Asia/Tokyo' }
  await succeed(['sh', '-c', `umask 077 && npm run package${packed.small ? ' -- --small' : ''}`], { cwd: folder, env })
  const rows = await compareReleases(RELEASE, join(folder, 'dist/release'))
  const wrong = rows.filter(({ same }) => !same)
  must(wrong.length === 0, `built anew, these differ: ${wrong.map(({ what, digest }) => `${what} (${digest})`).join('; ')}`)
  return `${packed.commit.slice(0, 10)} in a new clone: the same files, byte for byte`
}
