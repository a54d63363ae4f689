import { describe, expect, it } from 'vitest'
import { appstreamReleases, debianChangelog, releasesOf } from '../../../build/package/changelog.mjs'

const changelog = `# Changelog

## [Unreleased]

### Added
- Nothing that is released.

## [1.2.0] - 2026-03-04

### Added
- A thing with \`code\` & a [link](https://example.org),
  told on two lines.

### Fixed
- Another.

## [1.1.0] - 2026-01-02
`

describe('the changelog', () => {
  it('yields releases with their changes as plain text, the newest first, without what is unreleased', () => {
    expect(releasesOf(changelog)).toEqual([
      { version: '1.2.0', date: '2026-03-04', changes: ['A thing with code & a link, told on two lines.', 'Another.'] },
      { version: '1.1.0', date: '2026-01-02', changes: [] },
    ])
  })

  it('refuses a release without a date', () => {
    expect(() => releasesOf('## [1.0.0]\n')).toThrow('CHANGELOG.md gives 1.0.0 no date')
  })

  it('is told to AppStream with what XML takes for its own escaped', () => {
    const xml = appstreamReleases(releasesOf(changelog))
    expect(xml).toContain('<release version="1.2.0" date="2026-03-04">')
    expect(xml).toContain('<li>A thing with code &amp; a link, told on two lines.</li>')
    expect(xml).toContain('<release version="1.1.0" date="2026-01-02">\n    </release>')
  })

  it('is told to Debian in lines of 80 columns', () => {
    const releases = [{ version: '1.2.0', date: '2026-03-04', changes: ['word '.repeat(40).trim()] }]
    const lines = debianChangelog(releases, { name: 'thing', maintainer: 'Some One <one@example.org>' }).split('\n')
    expect(lines[0]).toBe('thing (1.2.0) stable; urgency=medium')
    expect(lines[2]).toMatch(/^ {2}\* word/)
    expect(lines[3]).toMatch(/^ {4}word/)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(lines).toContain(' -- Some One <one@example.org>  Wed, 04 Mar 2026 00:00:00 +0000')
  })
})
