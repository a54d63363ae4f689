/* What takes the space in the package: the table in docs/PACKAGE.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../setup/context.mjs'
import { filesIn } from './inventory.mjs'

/** As dpkg and its users count: 1 MB is 1024 kB is 1024 × 1024 bytes. */
const MEGABYTE = 1024 * 1024

/** At most, in such megabytes. The installed size is that of `Installed-Size`. */
export const LIMITS = { deb: 200, installed: 870 }
const NAMES = { deb: 'the .deb', installed: 'installed' }

/** The first that fits takes a file. @type {[string, RegExp][]} */
const PARTS = [
  ['TensorFlow: its kernels', /libtensorflow_cc\.so/],
  ['TensorFlow: its framework', /libtensorflow_framework\.so/],
  ['Electron: Chromium and Node.js', /manifold-workbench\/manifold-workbench$/],
  ['Skia, which draws exports', /skia\..*\.node$/],
  ['the workbench and its libraries in JavaScript', /app\.asar$/],
  ['MNIST', /resources\/datasets\//],
  ['Unicode data', /icudtl\.dat$/],
  ['Electron: graphics', /lib(EGL|GLESv2)\.so/],
  ['Electron: pages of its own, start-up snapshots, text', /\.pak$|snapshot.*\.bin$/],
  ['Electron: video and sound', /libffmpeg\.so$/],
  ['SQLite', /better_sqlite3\.node$|prebuilds\//],
  ['licences', /LICENSE/],
  ['icons, man page, menu entry, fonts and all else', /./],
]

/** @param {string} root of what is installed @returns {Promise<{ part: string, bytes: number }[]>} the largest first */
export async function spaceTaken(root) {
  const totals = PARTS.map(([part]) => ({ part, bytes: 0 }))
  for (const { path, bytes } of await filesIn(root)) {
    const index = PARTS.findIndex(([, pattern]) => pattern.test(path))
    const total = totals[index]
    if (total !== undefined) total.bytes += bytes
  }
  return totals.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes)
}

/** @param {{ part: string, bytes: number }[]} parts */
export function spaceTable(parts) {
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0)
  const rows = parts.map(({ part, bytes }) => `| ${part} | ${megabytes(bytes)} | ${((100 * bytes) / sum).toFixed(1)} % |`)
  return ['| part | MB | |', '|---|---:|---:|', ...rows, `| **all** | **${megabytes(sum)}** | |`].join('\n')
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1)
}

/** @param {keyof LIMITS} what @param {number} bytes @returns {string[]} that it is too large, where it is */
export function tooLarge(what, bytes) {
  return bytes > LIMITS[what] * MEGABYTE ? [`${NAMES[what]}: ${megabytes(bytes)} MB, at most ${LIMITS[what]}`] : []
}

const DOCUMENT = join(ROOT, 'docs/PACKAGE.md')
const TABLE = /(?<=<!-- made by npm run package -- --document -->\n)[\s\S]*?(?=<!-- end -->)/

/**
 * Puts the table into docs/PACKAGE.md.
 * @param {string} table
 * @param {object} measured
 * @param {{ installed: number, deb: number, tarball: number }} measured.bytes
 * @param {{ packed: string, wanted: string }} measured.electron the version that was measured, and the one of a release
 * @param {string} [document]
 */
export async function documentSpace(table, { bytes: { installed, deb, tarball }, electron }, document = DOCUMENT) {
  const text = await readFile(document, 'utf8')
  if (!TABLE.test(text)) throw new Error(`${document} has no place for the table`)
  const sizes = `Installed ${megabytes(installed)} MB, the .deb ${megabytes(deb)} MB, the .tar.gz ${megabytes(tarball)} MB.`
  await writeFile(document, text.replace(TABLE, () => `\n${table}\n\n${sizes} ${runtime(electron)}\n`))
}

/** @param {{ packed: string, wanted: string }} electron */
function runtime({ packed, wanted }) {
  if (packed === wanted) return `Measured on Electron ${packed}, which releases run on.`
  return `Measured on Electron ${packed}, the fallback runtime: a release runs on ${wanted}, whose size was not measured.`
}
