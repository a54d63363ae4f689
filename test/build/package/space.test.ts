import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentSpace, spaceTable, tooLarge } from '../../../build/package/space.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const megabyte = 1024 ** 2

test('what is too large is refused', () => {
  expect(tooLarge('deb', 200 * megabyte)).toEqual([])
  expect(tooLarge('deb', 230 * megabyte)).toEqual(['the .deb: 230.0 MB, at most 200'])
  expect(tooLarge('installed', 871 * megabyte)).toEqual(['installed: 871.0 MB, at most 870'])
})

test('the table of space has the share of each part and the sum', () => {
  const table = spaceTable([
    { part: 'a', bytes: 3 * megabyte },
    { part: 'b', bytes: megabyte },
  ])
  expect(table).toContain('| a | 3.0 | 75.0 % |')
  expect(table).toContain('| **all** | **4.0** | |')
})

test('the document says of which runtime its table is', async () => {
  const document = join(temporaryFolder('space'), 'PACKAGE.md')
  writeFileSync(document, 'Before.\n<!-- made by npm run package -- --document -->\nold\n<!-- end -->\nAfter.\n')
  const bytes = { installed: 3 * megabyte, deb: 2 * megabyte, tarball: megabyte }
  await documentSpace('| table |', { bytes, electron: { packed: '33.2.1', wanted: '45.4.1' } }, document)
  expect(readFileSync(document, 'utf8')).toBe(
    'Before.\n<!-- made by npm run package -- --document -->\n\n| table |\n\nInstalled 3.0 MB, the .deb 2.0 MB, the .tar.gz 1.0 MB. ' +
      'Measured on Electron 33.2.1, the fallback runtime: a release runs on 45.4.1, whose size was not measured.\n<!-- end -->\nAfter.\n',
  )
  await documentSpace('| table |', { bytes, electron: { packed: '45.4.1', wanted: '45.4.1' } }, document)
  expect(readFileSync(document, 'utf8')).toContain('Measured on Electron 45.4.1, which releases run on.')
})
