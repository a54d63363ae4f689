import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Not beside this file: where Vite bundles it with its configuration it lies elsewhere.
const texts = ['build', 'licences', 'texts']

/** @param {string} root of the project @param {string} name of a file in texts/ */
export function ownText(root, name) {
  return trimmed(readFileSync(join(root, ...texts, `${name}.txt`), 'utf8'))
}

/** Without empty lines around it; the first line keeps its indentation: titles are centred. @param {string} text */
function trimmed(text) {
  return text.replace(/^\s*\n/, '').trimEnd()
}

const packageTextFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/**
 * What a package says of its licence, all of its files of that kind; where it comes without one, the text that its
 * licence's name stands for.
 *
 * @param {string} root of the project
 * @param {string} directory of an npm package
 * @param {{ license?: unknown, author?: unknown }} manifest its package.json
 */
export function packageText(root, directory, manifest) {
  const own = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && packageTextFile.test(entry.name))
    .map((entry) => trimmed(readFileSync(join(directory, entry.name), 'utf8')))
  return own.length > 0 ? own.join('\n\n') : standardText(root, String(manifest.license), holder(manifest.author))
}

/** @param {string} root @param {string} licence an SPDX expression @param {string} copyright who has it, where that is known */
function standardText(root, licence, copyright) {
  if (/\bApache-2\.0\b/.test(licence)) return ownText(root, 'Apache-2.0')
  if (/\bMIT\b/.test(licence)) return ownText(root, 'MIT').replace('[copyright]', copyright)
  throw new Error(`There is no text of the licence ${licence}: put it into build/licences/texts.`)
}

/** @param {unknown} author as package.json has it @returns {string} */
function holder(author) {
  if (typeof author === 'string') return `Copyright ${author}`
  const { name } = /** @type {{ name?: string }} */ (author ?? {})
  return name === undefined ? 'Copyright the authors' : `Copyright ${name}`
}
