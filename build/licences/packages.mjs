import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { copyleftOf } from './copyleft.mjs'
import { packageText } from './licence-texts.mjs'

/** @typedef {import('./places.mjs').Place} Place */

/**
 * @typedef {object} Licence of one thing that ships
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression, or what it calls itself
 * @property {string[]} text the pieces that it is made of, in order; others may share them
 * @property {string | null} source where its source code is
 * @property {(Place | 'modules')[]} places where in the package it lies; `modules`: in the archive's node_modules, unless
 *   build/package/contents.mjs leaves it out
 */

/** Packages with a library beside the archive. @type {Record<string, Place>} */
const UNPACKED = {
  '@koromix/koffi-linux-x64': 'koffi',
  '@napi-rs/canvas-linux-x64-gnu': 'canvas',
  '@tensorflow/tfjs-node': 'tensorflow',
  'better-sqlite3': 'sqlite',
  // Its headers are all code.
  'node-addon-api': 'koffi',
}

/** @param {string} file @returns {any} */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * @param {string} root of the project
 * @param {string} directory of an npm package
 * @param {(Place | 'modules')[]} [places] where its JavaScript is
 * @returns {Licence}
 */
export function packageLicence(root, directory, places = []) {
  const manifest = readJson(join(directory, 'package.json'))
  const text = packageText(root, directory, manifest)
  const { name, version, license = /^(MIT) License$/im.exec(text.join('\n'))?.[1] } = manifest
  if (typeof license !== 'string') throw new Error(`${name} does not say its licence: look at it, and say it here.`)
  const unpacked = UNPACKED[name]
  return {
    ...{ name, version, licence: license.replace(/^\(([^()]*)\)$/, '$1'), text: [...copyleftOf(name), ...text] },
    ...{ source: sourceOf(manifest), places: unpacked === undefined ? places : [...places, unpacked] },
  }
}

/** @param {{ repository?: string | { url?: string }, homepage?: string }} manifest */
function sourceOf({ repository, homepage }) {
  const url = typeof repository === 'string' ? repository : repository?.url
  const web = url?.replace(/^(git\+|git:\/\/)/, (prefix) => (prefix === 'git+' ? '' : 'https://')).replace(/\.git$/, '')
  return web?.startsWith('https://') === true ? web : (homepage ?? null)
}

/**
 * The folder of the npm package that a module lies in.
 *
 * @param {string} id of a module, as bundlers name it: a path, perhaps with a query
 * @returns {string | null} null: it lies in none
 */
export function packageDirectory(id) {
  const path = id.replace(/^\0/, '').replace(/\?.*$/s, '')
  const at = path.lastIndexOf(`${sep}node_modules${sep}`)
  if (at < 0) return null
  let directory = dirname(path)
  // Folders within a package may have a package.json of their own, without a name.
  while (directory.length > at + `${sep}node_modules`.length) {
    const manifest = join(directory, 'package.json')
    if (existsSync(manifest) && readJson(manifest).version !== undefined) return directory
    directory = dirname(directory)
  }
  return null
}

/**
 * The packages that ship as they are, in node_modules: what the lock file has for production and this platform has
 * installed. Types are left out of the package.
 *
 * @param {string} root of the project
 * @returns {string[]} their folders
 */
export function productionDirectories(root) {
  /** @type {{ packages: Record<string, { dev?: boolean, devOptional?: boolean }> }} */
  const { packages } = readJson(join(root, 'package-lock.json'))
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path)
    .filter((path) => !/node_modules\/(@types\/[^/]+|@webgpu\/types|undici-types)$/.test(path))
    .map((path) => join(root, path))
    .filter((directory) => existsSync(join(directory, 'package.json')))
}
