/** Of licences that one may choose from, the first of these is taken. */
const PREFERRED = ['MIT', 'ISC', 'BSD-3-Clause', 'Zlib', 'Apache-2.0']

/** What debian/copyright calls otherwise. @type {Record<string, string>} */
const DEBIAN_NAMES = {
  MIT: 'Expat',
  'BSD-2-Clause': 'BSD-2-clause',
  'BSD-3-Clause': 'BSD-3-clause',
  'LGPL-2.1-or-later': 'LGPL-2.1+',
  'Apache-2.0 WITH LLVM-exception': 'Apache-2.0-with-LLVM-exception',
  'public-domain': 'public-domain-dedication',
}

/**
 * The licences that a part is taken under.
 *
 * @param {string} expression of SPDX: of its operators AND, OR and its old form /, which bind as there
 * @returns {string[]} names of SPDX
 */
export function chosenLicences(expression) {
  const all = expression.replace(/^\(([^()]*)\)$/, '$1').split(/ AND (?![^(]*\))/)
  return all.map((alternatives) => {
    const names = alternatives.replace(/^\((.*)\)$/, '$1').split(/ OR | ?\/ ?/)
    return PREFERRED.find((name) => names.includes(name)) ?? names[0] ?? ''
  })
}

/** @param {string} licence a name of SPDX @returns {string} the short name that debian/copyright has for it */
export function debianName(licence) {
  return DEBIAN_NAMES[licence] ?? licence
}
