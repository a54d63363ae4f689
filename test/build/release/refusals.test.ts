import { describe, expect, it } from 'vitest'
import { refusals, runtimeReasons } from '../../../build/release/refusals.mjs'

const ready = {
  status: '',
  version: '1.2.0',
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-03-04\n\n### Added\n- A thing.\n',
  tags: ['v1.1.0'],
  key: '/keys/release.asc',
}

describe('a release', () => {
  it('is made of what is ready', () => {
    expect(refusals(ready)).toEqual([])
  })

  it.each<[string, Partial<typeof ready>, RegExp]>([
    ['a changed file', { status: ' M README.md\n' }, /working tree has changes[^]*README\.md/],
    ['a file that git does not know', { status: '?? notes.txt\n' }, /working tree has changes/],
    ['a version that is none', { version: '1.2.0-beta.1' }, /MAJOR\.MINOR\.PATCH/],
    ['a version that is released already', { tags: ['v1.1.0', 'v1.2.0'] }, /There is a v1\.2\.0 already/],
    ['a version without an entry', { version: '1.3.0' }, /no entry of 1\.3\.0/],
    ['an entry that says nothing', { changelog: '## [1.2.0] - 2026-03-04\n' }, /says nothing about 1\.2\.0/],
    ['changes that belong to no release', { changelog: ready.changelog.replace('Unreleased]\n', 'Unreleased]\n\n### Fixed\n- Another.\n') }, /under \[Unreleased\]/],
    ['no key', { key: '' }, /MANIFOLD_WORKBENCH_SIGNING_KEY is not set/],
  ])('is refused for %s', (_what, change, reason) => {
    const reasons = refusals({ ...ready, ...change })
    expect(reasons.some((each) => reason.test(each))).toBe(true)
  })

  it('is refused for an old runtime', () => {
    expect(runtimeReasons({ found: '45.4.1', wanted: '45.4.1' })).toEqual([])
    expect(runtimeReasons({ found: '33.2.1', wanted: '45.4.1' })).toEqual([expect.stringMatching(/Electron 33\.2\.1 is in place, not 45\.4\.1/)])
  })

  it('names all reasons at once', () => {
    expect(refusals({ ...ready, status: ' M x\n', key: '', tags: ['v1.2.0'] })).toHaveLength(3)
  })
})
