import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeDeb } from '../../../build/package/deb.mjs'
import { withBothNames } from '../../../build/package/depends.mjs'
import { whatIsWrong } from '../../../build/package/signing/status.mjs'
import { sourceDate } from '../../../build/package/source-date.mjs'
import { maintainerScripts } from '../../../build/package/stage.mjs'
import { makeTarball } from '../../../build/package/tarball.mjs'
import { requirePackagingTools } from '../../../build/package/tools.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { date, makeTinyDeb } from './support/tiny-repository.ts'

describe.skipIf(spawnSync('dpkg-deb', ['--version']).status !== 0)('a package', () => {
  test('carries what it does when it is installed, and what calls that', async () => {
    const folder = temporaryFolder('scripts')
    const [root, output] = [join(folder, 'root'), join(folder, 'it.deb')]
    mkdirSync(join(root, 'usr'), { recursive: true })
    const control = { Package: 'it', Version: '1', Architecture: 'amd64', Maintainer: 'Nobody <nobody@example.com>', Description: 'it' }
    await makeDeb({ root, output, control, ...(await maintainerScripts()), level: 0, date })
    const { stdout: list } = spawnSync('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -tv', 'sh', output], { encoding: 'utf8' })
    expect(list).toMatch(/^-rwxr-xr-x .* \.\/postinst$/m)
    expect(list).toMatch(/^-rwxr-xr-x .* \.\/postrm$/m)
    expect(list).toMatch(/^-rw-r--r-- .* \.\/triggers$/m)
  })

  test('is the same to the byte, whenever and wherever it is made', async () => {
    const [one, other] = [temporaryFolder('one'), temporaryFolder('other')]
    const first = readFileSync(await makeTinyDeb(one))
    expect(readFileSync(await makeTinyDeb(other)).equals(first)).toBe(true)
    // Two that are made within a second would be the same anyway: what the header of the first member says (ar(5)).
    expect(first.subarray(24, 36).toString().trim()).toBe(String(date))
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
  expect(await sourceDate({ SOURCE_DATE_EPOCH: '' })).toBeGreaterThan(1_700_000_000)
})

test.each(['yesterday', '-1', '1.5', '1700000000s', '2026-01-02', '17000000000000'])('the moment %s is refused', async (moment) => {
  await expect(sourceDate({ SOURCE_DATE_EPOCH: moment })).rejects.toThrow('SOURCE_DATE_EPOCH is no number of seconds')
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
