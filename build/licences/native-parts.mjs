import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TENSORFLOW_VERSION } from '../setup/tensorflow.mjs'
import { ownText } from './licence-texts.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */

const tensorflow = `https://github.com/tensorflow/tensorflow/tree/v${TENSORFLOW_VERSION}`

/**
 * What ships and is no npm package.
 *
 * @param {string} root of the project
 * @returns {Licence[]}
 */
export function nativeParts(root) {
  const read = (/** @type {string[]} */ ...path) => readFileSync(join(root, ...path), 'utf8').trim()
  const electron = ['node_modules', 'electron', 'dist']
  const electronText = ['LICENSE', 'LICENSE.electron.txt'].find((name) => existsSync(join(root, ...electron, name)))
  if (electronText === undefined) throw new Error('The Electron runtime comes without its licence.')
  return [
    { name: 'Electron', version: read(...electron, 'version').replace(/^v/, ''), licence: 'MIT', text: read(...electron, electronText), source: 'https://github.com/electron/electron' },
    {
      ...{ name: 'Chromium and Node.js', version: 'as Electron has them', licence: 'BSD-3-Clause, MIT and others' },
      text: 'The licences of Chromium, Node.js and all of their parts are in LICENSES.chromium.html, beside the program.',
      source: 'https://source.chromium.org/chromium',
    },
    { name: 'libtensorflow', version: TENSORFLOW_VERSION, licence: 'Apache-2.0', text: ownText(root, 'Apache-2.0'), source: tensorflow },
    {
      ...{ name: 'libtensorflow: the parts it is made of', version: TENSORFLOW_VERSION, licence: 'as each says' },
      text: ownText(root, 'tensorflow-third-party'),
      source: tensorflow,
    },
    {
      ...{ name: 'SQLite', version: sqliteVersion(root), licence: 'Public domain', source: 'https://sqlite.org' },
      text: 'SQLite is in the public domain: https://sqlite.org/copyright.html',
    },
    {
      ...{ name: 'DejaVu Sans', version: '2.37', licence: 'Bitstream-Vera', source: 'https://dejavu-fonts.github.io' },
      text: read('resources', 'fonts', 'DejaVu-LICENSE.txt'),
    },
    {
      ...{ name: 'MNIST', version: '1998', licence: 'a data set', source: null },
      text: 'The MNIST database of handwritten digits, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges.',
    },
    {
      ...{ name: 'Skia', version: 'as @napi-rs/canvas has it', licence: 'BSD-3-Clause', source: 'https://skia.org' },
      text: ownText(root, 'Skia'),
    },
    ...canvasParts(root),
  ]
}

/** @param {string} root */
function sqliteVersion(root) {
  const header = readFileSync(join(root, 'node_modules', 'better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'), 'utf8')
  return /#define SQLITE_VERSION\s+"([^"]+)"/.exec(header)?.[1] ?? 'unknown'
}

/** What is linked into the canvas's library, by its own bill of materials. @param {string} root @returns {Licence[]} */
function canvasParts(root) {
  const scope = join(root, 'node_modules', '@napi-rs')
  const platform = readdirSync(scope).find((name) => name.startsWith('canvas-'))
  if (platform === undefined) throw new Error('The canvas for this platform is not installed.')
  /** @type {{ components: Array<{ name: string, version?: string, purl?: string, licenses?: Array<{ expression?: string, license?: { id: string } }> }> }} */
  const { components } = JSON.parse(readFileSync(join(scope, platform, 'sbom.cdx.json'), 'utf8'))
  return components.flatMap(({ name, version, purl, licenses }) => {
    const licence = licenses?.map(({ expression, license }) => expression ?? license?.id ?? '').join(' AND ') ?? ''
    if (version === undefined || licence === '') return []
    const source = purl?.startsWith('pkg:cargo/') === true ? `https://crates.io/crates/${name}/${version}` : (purl ?? null)
    const text = 'Linked into the library of @napi-rs/canvas. Its text comes with its source.'
    return [{ name: `${name} (in @napi-rs/canvas)`, version, licence, text, source }]
  })
}
