import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canvasParts } from './canvas-parts.mjs'
import { copyleftOf } from './copyleft.mjs'
import { ownText } from './licence-texts.mjs'
import { runtimeParts } from './runtime-parts.mjs'
import { tensorflowParts } from './tensorflow-parts.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */

/**
 * What ships and is no npm package.
 *
 * @param {string} root of the project
 * @returns {Licence[]}
 */
export function nativeParts(root) {
  return [...runtimeParts(root), ...tensorflowParts(root), ...canvasParts(root), sqlite(root), ...typefaces(root), mnist(root)]
}

/** @param {string} root @returns {Licence} */
function sqlite(root) {
  const header = readFileSync(join(root, 'node_modules', 'better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'), 'utf8')
  const version = /#define SQLITE_VERSION\s+"([^"]+)"/.exec(header)?.[1] ?? 'unknown'
  return { name: 'SQLite', version, licence: 'public-domain', text: [ownText(root, 'SQLite')], source: 'https://sqlite.org', places: ['sqlite'] }
}

/** @param {string} root @returns {Licence[]} those that are no packages of their own */
function typefaces(root) {
  const read = (/** @type {string[]} */ ...path) => readFileSync(join(root, ...path), 'utf8')
  const name = 'The typefaces of KaTeX'
  const notice = 'Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)\nCopyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),\nwith Reserved Font Names KaTeX_AMS, KaTeX_Caligraphic, KaTeX_Fraktur, KaTeX_Main, KaTeX_Math, KaTeX_SansSerif, KaTeX_Script,\nKaTeX_Size1, KaTeX_Size2, KaTeX_Size3, KaTeX_Size4 and KaTeX_Typewriter.'
  return [
    {
      ...{ name, version: JSON.parse(read('node_modules', 'katex', 'package.json')).version, licence: 'OFL-1.1' },
      ...{ text: [...copyleftOf(name), notice, ownText(root, 'OFL-1.1')], source: 'https://github.com/KaTeX/katex-fonts', places: ['archive'] },
    },
    {
      ...{ name: 'DejaVu Sans', version: '2.37', licence: 'Bitstream-Vera', places: ['fonts'] },
      ...{ text: [read('resources', 'fonts', 'DejaVu-LICENSE.txt').trim()], source: 'https://dejavu-fonts.github.io' },
    },
  ]
}

/** @param {string} root @returns {Licence} */
function mnist(root) {
  const notice = [
    'Copyright (c) 1998 Yann LeCun and Corinna Cortes',
    'The MNIST database of handwritten digits, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, derived from data of the',
    'National Institute of Standards and Technology.',
  ].join('\n')
  const text = [...copyleftOf('MNIST'), notice, ownText(root, 'CC-BY-SA-3.0')]
  return { name: 'MNIST', version: '1998', licence: 'CC-BY-SA-3.0', text, source: 'http://yann.lecun.com/exdb/mnist/', places: ['mnist'] }
}
