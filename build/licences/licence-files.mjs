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
/** Characters; a shorter piece is not worth looking for elsewhere. */
const WORTH_SHARING = 2000

/**
 * One text for all: what several parts share is at its end, once.
 *
 * @param {readonly Licence[]} list
 */
export function readableLicences(list) {
  const uses = new Map()
  for (const piece of list.flatMap(({ text }) => text)) uses.set(piece, (uses.get(piece) ?? 0) + 1)
  const shared = [...uses.keys()].filter((piece) => piece.length >= WORTH_SHARING && uses.get(piece) > 1)
  const place = (/** @type {string} */ piece) => (shared.includes(piece) ? `(Shared text ${shared.indexOf(piece) + 1}, at the end of this file.)` : piece)
  const parts = list.map(({ name, version, licence, text, source }) => {
    return `${RULE}\n${name} ${version}: ${licence}\n${source ?? ''}\n${RULE}\n\n${text.map(place).join('\n\n')}\n`
  })
  return [...parts, ...shared.map((piece, index) => `${RULE}\nShared text ${index + 1}\n${RULE}\n\n${piece}\n`)].join('\n')
}
