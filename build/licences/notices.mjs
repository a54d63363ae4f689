/** The words of licences themselves, and forms that nobody filled in. */
const NO_NOTICE =
  /\[yyyy\]|<year>|copyrights? (notice|owner|holder|licen[cs]e|statement|law|and\b|interest|or\b|in |treaties)|Free Software Foundation/i
const NOTICE = /^(?:.{0,80}?\b(?:is|are) )?(?:portions )?(?:copyright\b[\s:,]*(?:\(c\)|©)?|©|\(c\)(?=\s*\d{4}))[\s,]*(?:by )?(.*)$/i
const HOLDER = /^(?:\d{4}|(?:the )?[^\s\d]*[A-ZÀ-Þ])/
const ONLY_YEARS = /^[\d\s,–-]+(?:by)?$/

/**
 * Who has the copyright, by the lines of a text that say so.
 *
 * @param {string} text of a licence, or the notice above it
 * @returns {string[]} each once, as "2015 Andrew Gallant"
 */
export function copyrightNotices(text) {
  const lines = text.split('\n').map((line) => line.replace(/^[\s*#/;"'`%-]+|<br>|\*\/$/g, '').trim())
  const found = lines.flatMap((line, index) => {
    if (NO_NOTICE.test(line)) return []
    const said = NOTICE.exec(line)?.[1] ?? ''
    // The names are below the years, up to an empty line.
    const names = ONLY_YEARS.test(said) ? lines.slice(index + 1, lines.indexOf('', index)) : []
    const holder = [said, ...names].join(' ').replace(/[.,;]?\s*All( rights.*)?$|, (are|and is)\b.*$/i, '').trim()
    return HOLDER.test(holder) ? [holder] : []
  })
  return [...new Set(found)]
}

/** @param {string} text @returns {boolean} whether it gives up the copyright */
export function isDedication(text) {
  return /dedicated to the public\s+domain|disclaims copyright to this source code|CC0 1\.0 Universal/i.test(text)
}
