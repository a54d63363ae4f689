/** CHANGELOG.md, the one source of what the package says about its releases. */

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} date YYYY-MM-DD
 * @property {string[]} changes each a sentence or two, as plain text
 */

const heading = /^## \[(?<version>[^\]]+)\](?: - (?<date>\d{4}-\d{2}-\d{2}))?$/

/**
 * The releases of a changelog in the format of keepachangelog.com, the newest first; what is unreleased is left out.
 * @param {string} markdown
 * @returns {Release[]}
 * @throws Error if a release has no date
 */
export function releasesOf(markdown) {
  /** @type {Release[]} */
  const releases = []
  /** @type {Release | null} */
  let current = null
  for (const line of markdown.split('\n')) {
    const found = heading.exec(line)?.groups
    if (found !== undefined) {
      const { version = '', date } = found
      if (date === undefined && version !== 'Unreleased') throw new Error(`CHANGELOG.md gives ${version} no date`)
      current = version === 'Unreleased' ? null : { version, date: date ?? '', changes: [] }
      if (current !== null) releases.push(current)
    } else if (line.startsWith('- ')) {
      current?.changes.push(plain(line.slice(2)))
    } else if (/^ {2}\S/.test(line) && current !== null && current.changes.length > 0) {
      current.changes.push(`${current.changes.pop()} ${plain(line.trim())}`)
    }
  }
  return releases
}

/** Without Markdown's marks. @param {string} text */
function plain(text) {
  return text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')
}

/**
 * As AppStream wants it, inside of `<component>`.
 * @param {Release[]} releases
 */
export function appstreamReleases(releases) {
  const entries = releases.map(({ version, date, changes }) => {
    const items = changes.map((change) => `          <li>${escapeXml(change)}</li>`)
    const description = ['      <description>', '        <ul>', ...items, '        </ul>', '      </description>']
    return [
      `    <release version="${version}" date="${date}">`,
      ...(changes.length > 0 ? description : []),
      '    </release>',
    ].join('\n')
  })
  return ['  <releases>', ...entries, '  </releases>'].join('\n')
}

/** @param {string} text */
function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * As Debian wants it (deb-changelog(5)).
 * @param {Release[]} releases
 * @param {{ name: string, maintainer: string }} of the package
 */
export function debianChangelog(releases, { name, maintainer }) {
  return releases
    .map(({ version, date, changes }) => {
      const items = changes.map((change) => wrapped(change, '  * ', '    '))
      return [`${name} (${version}) stable; urgency=medium`, '', ...items, '', ` -- ${maintainer}  ${rfc2822(date)}`, ''].join('\n')
    })
    .join('\n')
}

/** Debian's lines have 80 columns. @param {string} text @param {string} first @param {string} next */
function wrapped(text, first, next) {
  const lines = [first.trimEnd()]
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + 1 + word.length > 80) lines.push(`${next}${word}`)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines.join('\n')
}

/** @param {string} date YYYY-MM-DD, taken as midnight UTC */
function rfc2822(date) {
  return new Date(`${date}T00:00:00Z`).toUTCString().replace('GMT', '+0000')
}
