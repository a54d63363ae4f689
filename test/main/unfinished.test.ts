import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { makeTemporaryFolder } from '../../src/main/temporary-folder.ts'
import { removeAbandoned, unfinishedMark } from '../../src/main/unfinished.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('unfinished')

/** The mark of a process that is gone. */
async function markOfTheDead(): Promise<string> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return `.${child.pid ?? 0}-123-00c0ffee`
}

it('removes what dead processes left, and nothing that a living one, or another machine’s, is at or that is nobody’s business', async () => {
  const dead = await markOfTheDead()
  const living = unfinishedMark()
  // The number of this process, given to another one that is gone.
  const former = `.${process.pid}-1-00c0ffee`
  const elsewhere = '.00000000-1-1-00c0ffee'
  const left = [`.run.manifold${dead}.partial`, `database${dead}.new-wal`, `.importing-${dead}-journal`, `.x${former}.partial`, `old${elsewhere}.partial`]
  const kept = [`.run.manifold${living}.partial`, `database${living}.new`, `.importing-${living}-journal`, 'notes.new', 'film.partial', `report${dead}.txt`, '.importing-recent', `recent${elsewhere}.partial`]
  for (const name of [...left, ...kept]) writeFileSync(join(folder, name), '')
  for (const name of [`.importing-${dead}`, '.importing-old']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'images.gz'), '')
  }
  const yesterday = Date.now() / 1000 - 25 * 3600
  for (const name of ['.importing-old', 'notes.new', `old${elsewhere}.partial`]) utimesSync(join(folder, name), yesterday, yesterday)
  removeAbandoned(folder)
  expect(readdirSync(folder).sort()).toEqual([...kept].sort())
  removeAbandoned(join(folder, 'nowhere'))
})

it('removes temporary folders whose process is gone, of this user and for this purpose', async () => {
  const place = join(folder, 'tmp')
  mkdirSync(place)
  vi.stubEnv('TMPDIR', place)
  const [left, other] = [`manifold-workbench-look${await markOfTheDead()}`, `manifold-workbench-window${await markOfTheDead()}`]
  for (const name of [left, other]) mkdirSync(join(place, name, 'deep'), { recursive: true })
  const [first, second] = [makeTemporaryFolder('look'), makeTemporaryFolder('look')]
  expect(readdirSync(place).sort()).toEqual([basename(first), basename(second), other].sort())
  expect(statSync(first).mode & 0o777).toBe(0o700)
  vi.unstubAllEnvs()
})
