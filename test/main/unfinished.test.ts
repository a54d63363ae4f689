import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { removeAbandoned, unfinishedMark } from '../../src/main/unfinished.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('unfinished')

/** The mark of a process that is gone. */
async function markOfTheDead(): Promise<string> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return `.${child.pid ?? 0}-123-00c0ffee`
}

it('removes what dead processes left, and nothing that a living one is at or that is nobody’s business', async () => {
  const dead = await markOfTheDead()
  const living = unfinishedMark()
  // The number of this process, given to another one that is gone.
  const former = `.${process.pid}-1-00c0ffee`
  const left = [`.run.manifold${dead}.partial`, `database${dead}.new-wal`, `.x${former}.partial`]
  const kept = [`.run.manifold${living}.partial`, `database${living}.new`, 'notes.new', 'film.partial', `report${dead}.txt`, '.importing-recent']
  for (const name of [...left, ...kept]) writeFileSync(join(folder, name), '')
  for (const name of [`.importing-${dead}`, '.importing-old']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'images.gz'), '')
  }
  const yesterday = Date.now() / 1000 - 25 * 3600
  for (const name of ['.importing-old', 'notes.new']) utimesSync(join(folder, name), yesterday, yesterday)
  removeAbandoned(folder)
  expect(readdirSync(folder).sort()).toEqual([...kept].sort())
  removeAbandoned(join(folder, 'nowhere'))
})
