import { readdir, readFile, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ROOT } from '../setup/context.mjs'
import { must } from './report.mjs'
import { experiments } from './steps-command-line.mjs'
import { NAME } from './steps-install.mjs'

/** What programs that were released have left on disks, one a version of the database's schema. */
const RELEASED = join(ROOT, 'test/main/store/released')
/** In the user's home. */
const FOLDER = 'of-an-older-version'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */

/** A second workspace, as the oldest program with another schema has left it. @param {CleanRoot} root @returns {Promise<string>} what it is */
export async function placeOlderWorkspace(root) {
  const version = await oldestVersion()
  await mkdir(root.home(FOLDER))
  const database = new Database(root.home(join(FOLDER, 'workbench.sqlite')))
  database.pragma('foreign_keys = OFF')
  database.exec(await readFile(join(RELEASED, `version-${version}.sql`), 'utf8'))
  database.close()
  await root.giveToUser(FOLDER)
  return `with the database’s schema of version ${version}`
}

/** The installed application reads it, finds it sound, and keeps a copy as it was. @param {CleanRoot} root */
export async function readsOlderWorkspace(root) {
  const found = await experiments(root, '--workspace', FOLDER)
  must(found.length === 2 && found.some(({ status }) => status === 'completed'), `it lists ${JSON.stringify(found)}`)
  const { code, stdout, stderr } = await root.run([NAME, '--workspace', FOLDER, 'check'])
  must(code === 0, `check ended with ${code}: ${stdout}${stderr}`)
  const copy = `workbench.sqlite.version-${await oldestVersion()}.backup`
  must(existsSync(root.home(join(FOLDER, copy))), `there is no ${copy}`)
  return `both experiments of the older schema are listed, check finds nothing wrong, ${copy} is kept`
}

async function oldestVersion() {
  const versions = (await readdir(RELEASED)).map((name) => Number(/^version-(\d+)\.sql$/.exec(name)?.[1]))
  return Math.min(...versions)
}
