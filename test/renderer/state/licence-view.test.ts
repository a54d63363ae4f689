import { expect, test } from 'vitest'
import { filterLicences } from '../../../src/renderer/state/licence-view.ts'

const entry = (name: string, licence: string) => ({ name, licence, version: '1', text: '', source: null })
const list = [entry('chart.js', 'MIT'), entry('libtensorflow', 'Apache-2.0'), entry('mediabunny', 'MPL-2.0')]
const names = (text: string) => filterLicences(list, text).map(({ name }) => name)

test('what ships is found by its name and its licence, in any order and case', () => {
  expect(names('')).toHaveLength(3)
  expect(names('tensor')).toEqual(['libtensorflow'])
  expect(names('2.0')).toEqual(['libtensorflow', 'mediabunny'])
  expect(names(' MPL  Bunny ')).toEqual(['mediabunny'])
  expect(names('gpl')).toEqual([])
})
