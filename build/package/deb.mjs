import { chmod, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { run } from '../setup/run.mjs'
import { setTimes } from './source-date.mjs'

/**
 * @typedef {object} Deb
 * @property {string} root the tree that is installed; its DEBIAN folder is made here
 * @property {string} output the file
 * @property {Record<string, string>} control fields, but for Installed-Size
 * @property {Record<string, string>} [scripts] by name, such as postinst
 * @property {string} [triggers] what others do that calls them (deb-triggers(5))
 * @property {number} level of xz: 0 is quick, 6 is small
 * @property {number} date seconds since 1970
 */

/** The same tree makes the same bytes. @param {Deb} deb @returns {Promise<number>} what is installed, in bytes, as dpkg counts */
export async function makeDeb({ root, output, control, scripts = {}, triggers, level, date }) {
  const debian = join(root, 'DEBIAN')
  await rm(debian, { recursive: true, force: true })
  const files = await filesOf(root)
  await mkdir(debian, { mode: 0o755 })
  await chmod(debian, 0o755)
  const installed = await installedKibibytes(root, files)
  const fields = { ...control, 'Installed-Size': String(installed) }
  await place(join(debian, 'control'), controlFile(fields), 0o644)
  await place(join(debian, 'md5sums'), await md5sums(root, files), 0o644)
  for (const [name, text] of Object.entries(scripts)) await place(join(debian, name), text, 0o755)
  if (triggers !== undefined) await place(join(debian, 'triggers'), triggers, 0o644)
  await setTimes(root, date)
  // More threads make other bytes, so their number is fixed; one packs best.
  const threads = level === 0 ? 2 : 1
  const options = ['--root-owner-group', '-Zxz', `-z${level}`, `--threads-max=${threads}`]
  await run('dpkg-deb', [...options, '--build', root, output], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(date) },
    what: 'packing the .deb',
  })
  return installed * 1024
}

/** @param {Record<string, string>} fields */
function controlFile(fields) {
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/** @param {string} path @param {string} text @param {number} mode */
async function place(path, text, mode) {
  await writeFile(path, text)
  await chmod(path, mode)
}

/** @param {string} root @returns {Promise<string[]>} relative paths, sorted as bytes */
async function filesOf(root) {
  const entries = await readdir(root, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/** What a tree takes once it is installed, as dpkg counts. @param {string} root */
export async function installedBytes(root) {
  return (await installedKibibytes(root, await filesOf(root))) * 1024
}

/** As dpkg-gencontrol counts: whole KiB a file, and one for each folder. @param {string} root @param {string[]} files */
async function installedKibibytes(root, files) {
  const folders = (await readdir(root, { withFileTypes: true, recursive: true })).filter((entry) => entry.isDirectory())
  const sizes = await Promise.all(files.map(async (file) => Math.ceil((await lstat(join(root, file))).size / 1024)))
  return sizes.reduce((sum, size) => sum + size, folders.length)
}

/** @param {string} root @param {string[]} files */
async function md5sums(root, files) {
  let text = ''
  for (const file of files) {
    const hash = createHash('md5')
    await pipeline(createReadStream(join(root, file), { highWaterMark: 1 << 20 }), hash)
    text += `${hash.digest('hex')}  ${file}\n`
  }
  return text
}
