import { join } from 'node:path'
import process from 'node:process'
import { compareReleases } from '../package/compare.mjs'
import { RELEASE } from '../package/names.mjs'
import { ROOT } from '../setup/context.mjs'
import { succeed } from './commands.mjs'
import { must } from './report.mjs'

/** Whoever builds the same commit elsewhere, with another umask and in another time zone, gets the same. @param {string} folder made */
export async function builtAgain(folder) {
  if ((await succeed(['git', 'status', '--porcelain'], { cwd: ROOT })) !== '') return 'left out: the working tree has changes'
  await succeed(['git', 'clone', '--quiet', ROOT, folder])
  const env = { ...process.env, TZ: 'Asia/Tokyo' }
  await succeed(['sh', '-c', 'umask 077 && npm run package'], { cwd: folder, env })
  const rows = await compareReleases(RELEASE, join(folder, 'dist/release'))
  const wrong = rows.filter(({ same, matters }) => matters && !same)
  must(wrong.length === 0, `built anew, these differ: ${wrong.map(({ what }) => what).join('; ')}`)
  const packed = rows.every(({ same }) => same) ? 'the same files, byte for byte' : 'the same in other compression'
  return `in a new clone: ${packed}`
}
