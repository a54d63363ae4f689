import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FORBIDDEN } from '../../../build/package/contents.mjs'
import { withBothNames } from '../../../build/package/depends.mjs'
import { requireReleaseRuntime } from '../../../build/package/runtime.mjs'
import { whatIsWrong } from '../../../build/package/signing/status.mjs'
import { sourceDate } from '../../../build/package/source-date.mjs'
import { spaceTable, tooLarge } from '../../../build/package/space.mjs'
import { makeTarball } from '../../../build/package/tarball.mjs'
import { requirePackagingTools } from '../../../build/package/tools.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { date, makeTinyDeb } from './support/tiny-repository.ts'

describe.skipIf(spawnSync('dpkg-deb', ['--version']).status !== 0)('a package', () => {
  test('is the same to the byte, whenever and wherever it is made', async () => {
    const [one, other] = [temporaryFolder('one'), temporaryFolder('other')]
    const first = readFileSync(await makeTinyDeb(one))
    expect(readFileSync(await makeTinyDeb(other)).equals(first)).toBe(true)
    expect(readFileSync(await makeTinyDeb(other, '1.1')).equals(first)).toBe(false)
  })

  test('tells its size, its owner and its files’ checksums', async () => {
    const deb = await makeTinyDeb(temporaryFolder('deb'))
    const { stdout: fields } = spawnSync('dpkg-deb', ['--field', deb], { encoding: 'utf8' })
    expect(fields).toMatch(/^Installed-Size: \d+$/m)
    const { stdout: list } = spawnSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' })
    expect(list.split('\n').filter(Boolean).every((line) => line.includes(' root/root '))).toBe(true)
  })
})

test('an archive is the same to the byte, and unpacks to its own folder', async () => {
  const folder = temporaryFolder('tar')
  mkdirSync(join(folder, 'root/usr/bin'), { recursive: true })
  writeFileSync(join(folder, 'root/usr/bin/program'), 'text')
  const outputs = ['one.tar.gz', 'other.tar.gz'].map((name) => join(folder, name))
  for (const output of outputs) await makeTarball({ root: join(folder, 'root'), output, folder: 'it-1.0', level: 1, date })
  const [one, other] = outputs.map((output) => readFileSync(output))
  expect(other?.equals(one ?? Buffer.alloc(0))).toBe(true)
  const { stdout } = spawnSync('tar', ['-tzf', outputs[0] ?? ''], { encoding: 'utf8' })
  expect(stdout.split('\n')).toContain('it-1.0/bin/program')
})

test('the moment of a build is named by the environment, or is that of the commit', async () => {
  expect(await sourceDate({ SOURCE_DATE_EPOCH: '1700000000' })).toBe(1_700_000_000)
  expect(await sourceDate({})).toBeGreaterThan(1_700_000_000)
})

test('a release key signs nothing that runs on another Electron than package.json asks for', async () => {
  await expect(requireReleaseRuntime('45.4.1', '45.4.1')).resolves.toBeUndefined()
  await expect(requireReleaseRuntime('33.2.1', '45.4.1')).rejects.toThrow('a release key does not sign it')
})

test('libraries that were renamed are wanted under either name', () => {
  expect(withBothNames('libc6 (>= 2.34), libgtk-3-0 (>= 3.9.10)')).toBe(
    'libc6 (>= 2.34), libgtk-3-0t64 (>= 3.9.10) | libgtk-3-0 (>= 3.9.10)',
  )
})

test('what is missing is named with the command that installs it', () => {
  const nothing = { PATH: temporaryFolder('path') }
  expect(() => requirePackagingTools(nothing, { 'apt-ftparchive': 'apt-utils' })).toThrow('missing on this machine: apt-ftparchive')
})

test('what is too large is refused, the .deb only where it is compressed as a release is', () => {
  const [deb, installed] = [230 * 1024 ** 2, 865 * 1024 ** 2]
  expect(tooLarge({ deb, installed }, { small: false })).toEqual([])
  expect(tooLarge({ deb, installed }, { small: true })).toEqual(['the .deb: 230.0 MB, at most 200'])
  expect(tooLarge({ deb: 1, installed: 871 * 1024 ** 2 }, { small: false })).toEqual(['installed: 871.0 MB, at most 870'])
})

test('the table of space has the share of each part and the sum', () => {
  const table = spaceTable([
    { part: 'a', bytes: 3 * 1024 ** 2 },
    { part: 'b', bytes: 1024 ** 2 },
  ])
  expect(table).toContain('| a | 3.0 | 75.0 % |')
  expect(table).toContain('| **all** | **4.0** | |')
})

test.each([
  ['source maps', 'out/main/index.js.map'],
  ['sources and headers', 'node_modules/better-sqlite3/src/better_sqlite3.cpp'],
  ['sources and headers', 'node_modules/zod/index.d.ts'],
  ['tests', 'node_modules/x/dist/callbacks_test.js'],
  ['tfjs for browsers', 'node_modules/@tensorflow/tfjs/dist/tf.es2017.min.js'],
  ['locales that are not used', 'locales/de.pak'],
  ['links to libraries', 'deps/lib/libtensorflow.so'],
])('%s are found, such as %s', (what, path) => {
  expect(FORBIDDEN.find(({ pattern }) => pattern.test(path))?.what).toBe(what)
})

test.each(['node_modules/@tensorflow/tfjs/dist/tf.node.js', 'locales/en-US.pak', 'deps/lib/libtensorflow_cc.so.2', 'out/main/index.js'])(
  '%s is let through',
  (path) => {
    expect(FORBIDDEN.find(({ pattern }) => pattern.test(path))).toBeUndefined()
  },
)

describe('what GnuPG says of a signature', () => {
  const good = '[GNUPG:] GOODSIG 1 Somebody\n[GNUPG:] VALIDSIG AAAA 2026-01-01 0 0 4 0 22 10 00 BBBB\n'

  test('is good by the primary key', () => {
    expect(whatIsWrong(good, 'BBBB')).toBeNull()
    expect(whatIsWrong(good, 'AAAA')).toContain('another key')
  })

  test.each(['EXPKEYSIG', 'REVKEYSIG', 'EXPSIG', 'BADSIG', 'ERRSIG'])('is not, with %s beside it', (keyword) => {
    expect(whatIsWrong(`${good}[GNUPG:] ${keyword} 1 Somebody\n`, 'BBBB')).not.toBeNull()
  })

  test('is good, whatever it says of parts of the key that have not made it', () => {
    const others = '[GNUPG:] KEYEXPIRED 1704153600\n[GNUPG:] KEYREVOKED\n[GNUPG:] KEY_CONSIDERED BBBB 0\n'
    expect(whatIsWrong(`${others}${good}`, 'BBBB')).toBeNull()
  })

  test('is not, without a word', () => {
    expect(whatIsWrong('', 'BBBB')).toBe('there is no good signature')
  })
})
