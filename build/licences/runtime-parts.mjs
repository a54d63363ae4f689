import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf } from './parts.mjs'

const chromium = 'https://source.chromium.org/chromium'

/** @type {import('./parts.mjs').Row[]} */
const ROWS = [
  { name: 'Chromium', licence: 'BSD-3-Clause', texts: ['Chromium'], source: chromium, places: ['runtime'] },
  { name: 'Node.js', licence: 'MIT', texts: ['Node'], source: 'https://github.com/nodejs/node', places: ['runtime'] },
  { name: 'V8', licence: 'BSD-3-Clause', texts: ['V8'], source: 'https://chromium.googlesource.com/v8/v8', places: ['runtime'] },
  {
    ...{ name: 'Blink: the parts of WebKit and KHTML', licence: 'LGPL-2.1-or-later AND BSD-2-Clause AND BSD-3-Clause' },
    ...{ texts: ['WebKit', 'LGPL-2.1'], source: `${chromium}/src/+/main:third_party/blink/`, places: ['runtime'] },
  },
  {
    ...{ name: 'FFmpeg', licence: 'LGPL-2.1-or-later', notice: 'Copyright (c) 2000-2024 the FFmpeg developers' },
    ...{ texts: ['FFmpeg', 'LGPL-2.1'], source: 'https://chromium.googlesource.com/chromium/third_party/ffmpeg', places: ['ffmpeg'] },
  },
  { name: 'ICU', licence: 'ICU', texts: ['ICU'], source: 'https://chromium.googlesource.com/chromium/deps/icu', places: ['unicode', 'runtime'] },
  { name: 'ANGLE', licence: 'BSD-3-Clause', texts: ['ANGLE'], source: 'https://chromium.googlesource.com/angle/angle', places: ['angle'] },
]

/**
 * Electron, and what lies beside its program as a file of its own or asks for more than a notice. The whole list of its parts is
 * in the file that comes with it. Nothing where there is no Electron: the command line needs none, and when one comes the bundle
 * is made anew.
 *
 * @param {string} root of the project
 * @returns {import('./packages.mjs').Licence[]}
 */
export function runtimeParts(root) {
  const dist = join(root, 'node_modules', 'electron', 'dist')
  if (!existsSync(dist)) return []
  const read = (/** @type {string} */ name) => readFileSync(join(dist, name), 'utf8').trim()
  const text = ['LICENSE', 'LICENSE.electron.txt'].find((name) => existsSync(join(dist, name)))
  if (text === undefined) throw new Error('The Electron runtime comes without its licence.')
  const version = read('version').replace(/^v/, '')
  const electron = { name: 'Electron', version, licence: 'MIT', text: [read(text)], source: 'https://github.com/electron/electron' }
  return [{ ...electron, places: ['runtime'] }, ...partsOf(root, 'in Electron', `as ${version} has it`, ROWS)]
}
