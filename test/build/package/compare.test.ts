import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { compareReleases } from '../../../build/package/compare.mjs'
import { makeDeb } from '../../../build/package/deb.mjs'
import { makeTarball } from '../../../build/package/tarball.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { date } from './support/tiny-repository.ts'

const folder = temporaryFolder('compare')
const [one, other] = [join(folder, 'one'), join(folder, 'other')]
const control = { Package: 'it', Version: '1', Architecture: 'amd64', Maintainer: 'Nobody <nobody@example.com>', Description: 'it' }

/** A release of one file. */
async function build(release: string, { text = 'text\n', level = 0, postinst = '#!/bin/sh\n' } = {}): Promise<void> {
  const root = join(release, '..', 'root')
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'usr/bin'), { recursive: true })
  mkdirSync(release, { recursive: true })
  writeFileSync(join(root, 'usr/bin/program'), text.repeat(1000))
  await makeTarball({ root, output: join(release, 'it.tar.gz'), folder: 'it', level: 1 + level, date })
  await makeDeb({ root, output: join(release, 'it.deb'), control, scripts: { postinst }, level, date })
}

const differing = async () => (await compareReleases(one, other)).filter(({ same }) => !same).map(({ what }) => what)

describe.skipIf(spawnSync('dpkg-deb', ['--version']).error !== undefined)('two releases', () => {
  beforeEach(async () => {
    for (const each of [one, other]) {
      rmSync(each, { recursive: true, force: true })
      await build(each)
    }
  })

  it('are the same where they are', async () => {
    expect(await compareReleases(one, other)).toHaveLength(5)
    expect(await differing()).toEqual([])
  })

  it('differ where a file in the packages does', async () => {
    await build(other, { text: 'test\n' })
    expect(await differing()).toEqual(['it.deb, control', 'it.deb, unpacked', 'it.deb, bytes', 'it.tar.gz, unpacked', 'it.tar.gz, bytes'])
  })

  it('differ where only a script of the package does', async () => {
    await build(other, { postinst: '#!/bin/sh\nexit 0\n' })
    expect(await differing()).toEqual(['it.deb, control', 'it.deb, bytes'])
  })

  it('differ in their bytes alone where only the compression does', async () => {
    await build(other, { level: 6 })
    expect(await differing()).toEqual(['it.deb, bytes', 'it.tar.gz, bytes'])
  })

  it.each([
    ['the first', one],
    ['the second', other],
  ])('differ where something is missing in %s', async (_which, where) => {
    rmSync(join(where, 'it.deb'))
    expect(await compareReleases(one, other)).toContainEqual({ what: 'it.deb', same: false, digest: `missing in ${where}` })
  })

  it('differ where one has more', async () => {
    copyFileSync(join(one, 'it.deb'), join(other, 'more.deb'))
    writeFileSync(join(other, 'notes'), '')
    expect(await differing()).toEqual(['more.deb', 'notes'])
  })

  it('of nothing are not the same, nor where a folder is not there', async () => {
    const command = (...folders: string[]) => spawnSync(process.execPath, [fileURLToPath(new URL('../../../build/package/compare.mjs', import.meta.url)), ...folders]).status
    expect(command(one, other)).toBe(0)
    for (const each of [one, other]) {
      rmSync(each, { recursive: true })
      mkdirSync(each)
    }
    expect(await differing()).toEqual(['packages'])
    expect([command(one, other), command(one, join(folder, 'nothing'))]).toEqual([1, 1])
  })
})
