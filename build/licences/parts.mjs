import { copyleftOf } from './copyleft.mjs'
import { ownText } from './licence-texts.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */
/** @typedef {import('./places.mjs').Place} Place */

/**
 * @typedef {object} Row of a table of native parts
 * @property {string} name
 * @property {string} licence an SPDX expression
 * @property {string[]} texts files in texts/
 * @property {string} [notice] whose copyright it is, where the texts do not say it
 * @property {string} [version] where it has one of its own
 * @property {string | null} source
 * @property {Place[]} places
 */

/**
 * @param {string} root of the project
 * @param {string} whole what they are part of, as it stands behind their names
 * @param {string} version of those that have none of their own
 * @param {Row[]} rows
 * @returns {Licence[]}
 */
export function partsOf(root, whole, version, rows) {
  return rows.map((row) => {
    const name = `${row.name} (${whole})`
    const notice = row.notice === undefined ? [] : [row.notice]
    const text = [...copyleftOf(name), ...notice, ...row.texts.map((file) => ownText(root, file))]
    return { name, version: row.version ?? version, licence: row.licence, text, source: row.source, places: row.places }
  })
}
