import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

/** @typedef {import('./packages.mjs').Licence} Licence */

const LIST = 'licences.json'
const TEXTS = 'licence-texts.json.br'
export const READABLE = 'licences.txt'

/**
 * Writes the list for the window, licences.json and the texts that its numbers name, each once and compressed; and the same
 * as one text, licences.txt.
 *
 * @param {string} folder
 * @param {readonly Licence[]} list
 */
export function writeLicences(folder, list) {
  const texts = [...new Set(list.flatMap(({ text }) => text))]
  const numbered = list.map((part) => ({ ...part, text: part.text.map((piece) => texts.indexOf(piece)) }))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, LIST), JSON.stringify(numbered))
  writeFileSync(join(folder, TEXTS), brotliCompressSync(JSON.stringify(texts)))
  writeFileSync(join(folder, READABLE), readableLicences(list))
}

/** @param {string} folder that they were written to @returns {Licence[]} */
export function readLicences(folder) {
  /** @type {string[]} */
  const texts = JSON.parse(brotliDecompressSync(readFileSync(join(folder, TEXTS))).toString('utf8'))
  /** @type {(Omit<Licence, 'text'> & { text: number[] })[]} */
  const list = JSON.parse(readFileSync(join(folder, LIST), 'utf8'))
  return list.map((part) => ({ ...part, text: part.text.map((number) => texts[number] ?? '') }))
}

const RULE = '-'.repeat(80)
/** Characters; what is longer stands at the end, once. */
const LONG = 2000

/**
 * One text for all. Long pieces are at its end, each once, and those that are alike in a row: gzip finds what they share.
 *
 * @param {readonly Licence[]} list
 */
export function readableLicences(list) {
  const long = [...new Set(list.flatMap(({ text }) => text))].filter((piece) => piece.length >= LONG).sort(byWords)
  const shown = (/** @type {string} */ piece) => (piece.length >= LONG ? `(Text ${long.indexOf(piece) + 1} at the end of this file.)` : piece)
  const parts = list.map(({ name, version, licence, text, source }) => {
    return `${RULE}\n${name} ${version}: ${licence}\n${source ?? ''}\n${RULE}\n\n${text.map(shown).join('\n\n')}\n`
  })
  return [...parts, ...long.map((piece, index) => `${RULE}\nText ${index + 1}\n${RULE}\n\n${piece}\n`)].join('\n')
}

/** @param {string} one @param {string} other */
function byWords(one, other) {
  const [a, b] = [one, other].map((piece) => piece.replace(/\W+/g, ' '))
  return (a ?? '') < (b ?? '') ? -1 : 1
}
