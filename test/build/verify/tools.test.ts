import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missingTools, TOOLS } from '../../../build/verify/tools.mjs'

const folder = new URL('../../../build/verify/', import.meta.url)
/** In packages that no Debian is without (`Essential: yes`), or brought by these. */
const ALWAYS = ['chroot', 'env', 'find', 'grep', 'sh', 'tar']

test('all that the verification runs on the machine is asked for before it begins', () => {
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const run = /(?:\b(?:execute|succeed)\(\[|\bspawn\(|\breturn \[|\? \[|const user = \[)'([\w-]+)'/g
  const names = new Set(sources.flatMap((source) => [...source.matchAll(run)].map(([, name = '']) => name)))
  expect([...names]).toEqual(expect.arrayContaining(['debootstrap', 'setpriv', 'chroot', 'unshare', 'chrt', 'xprop', 'pgrep', 'git', 'gpg', 'Xvfb']))
  expect([...names].filter((name) => !Object.hasOwn(TOOLS, name) && !ALWAYS.includes(name))).toEqual([])
})

test('what is missing is named with the command that installs it', () => {
  expect(missingTools({ PATH: '' })).toMatch(/^apt-ftparchive, .*Xvfb missing: apt-get install apt-utils apt .*x11-utils xvfb$/)
})
