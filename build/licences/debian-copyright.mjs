import { LEFT_OUT } from '../package/contents.mjs'
import { copyleftOf } from './copyleft.mjs'
import { standardText } from './licence-texts.mjs'
import { copyrightNotices } from './notices.mjs'
import { PLACES } from './places.mjs'
import { chosenLicences, debianName } from './spdx.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */
/** @typedef {import('./places.mjs').Place} Place */

const HOME = 'usr/lib/manifold-workbench'
export const DOCUMENTATION = 'usr/share/doc/manifold-workbench'
/** Each Debian system has these. */
const COMMON = ['Apache-2.0', 'LGPL-2.1', 'MPL-2.0']
/** Characters; longer texts, of many parts, are in licences.txt.gz only. */
const LONGEST = 24_000

const OWN = { holder: '2026 Manifold Workbench contributors', licence: 'MIT' }

/** @param {readonly Licence[]} list @param {Place} place */
export function partsIn(list, place) {
  return list.filter(({ name, places }) => places.includes(place) || (place === 'archive' && places.includes('modules') && !LEFT_OUT.has(name)))
}

/**
 * debian/copyright (copyright-format 1.0): what is the workbench's own is in the template, the rest comes from the list.
 *
 * @param {string} template build/package/linux/copyright, with a place for the parts and one for the licences
 * @param {string} root of the project
 * @param {readonly Licence[]} list of what ships
 */
export function debianCopyright(template, root, list) {
  const places = /** @type {Place[]} */ (Object.keys(PLACES))
  const parts = places.map((place) => stanza(place, partsIn(list, place)))
  const used = new Set([OWN.licence, ...places.flatMap((place) => partsIn(list, place).flatMap(({ licence }) => chosenLicences(licence)))])
  const licences = [...used].sort().map((licence) => `License: ${debianName(licence)}\n${indented(licenceText(licence, root, list))}`)
  return template.replace('@PARTS@', () => parts.join('\n\n')).replace('@LICENCES@', () => licences.join('\n\n'))
}

/** @param {Place} place @param {Licence[]} parts */
function stanza(place, parts) {
  const own = place === 'archive' ? [OWN] : []
  const holders = new Set([...own.map(({ holder }) => holder), ...parts.flatMap(({ text }) => copyrightNotices(text.join('\n')))])
  const names = new Set([...own.map(({ licence }) => licence), ...parts.flatMap(({ licence }) => chosenLicences(licence))].map(debianName))
  const made = parts.map(({ name, version, licence }) => `${name.replace(/ \(in .*\)$/, '')}${version.startsWith('as ') ? '' : ` ${version}`} (${licence})`)
  const given = parts.flatMap(({ name }) => copyleftOf(name).map((text) => `${name}: ${text}`))
  const comment = [PLACES[place].comment, `Of: ${made.join(', ')}.`, ...given].filter(Boolean).map((text) => ` ${filled(text, 1)}`)
  return [
    `Files: ${PLACES[place].files.map((file) => `${HOME}/${file}`).join('\n ')}`,
    `Copyright: ${holders.size === 0 ? 'none' : [...holders].map((holder) => filled(holder, 2)).join('\n ')}`,
    // On one line: what is below it is a text.
    `License: ${[...names].sort().join(' and ')}`,
    `Comment:\n${comment.join('\n .\n')}`,
  ].join('\n')
}

/** @param {string} licence a name of SPDX @param {string} root @param {readonly Licence[]} list */
function licenceText(licence, root, list) {
  const [common = '', exception] = licence.replace(/-or-later$/, '').split(' WITH ')
  const named = list.find((part) => chosenLicences(part.licence).includes(licence))
  const there = `that of ${named?.name ?? licence} in /${DOCUMENTATION}/licences.txt.gz`
  if (COMMON.includes(common)) {
    const known = `On Debian systems the full text of the licence ${common} is in /usr/share/common-licenses/${common}.`
    return exception === undefined ? known : `${known}\nThe text with the exception is ${there}.`
  }
  const example = list.find((part) => chosenLicences(part.licence).join() === licence)
  const text = standardText(root, licence) ?? example?.text.join('\n\n')
  return text !== undefined && text.length < LONGEST ? text : `The text is ${there}.`
}

/** As the text of a field. @param {string} text */
function indented(text) {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line}`))
    .join('\n')
}

/** In lines of at most 120 characters, the later ones indented. @param {string} text @param {number} indent */
function filled(text, indent) {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length > 118 - indent) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}
