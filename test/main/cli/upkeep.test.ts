import Database from 'better-sqlite3'
import { existsSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommandLine } from '../../../src/main/cli/command-line.ts'
import { Store } from '../../../src/main/store/store.ts'
import { WorkspaceLock } from '../../../src/main/store/workspace-lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { epochRecord, newExperiment, snapshot } from '../store/support/records.ts'

const folder = temporaryFolder('upkeep')
const workspace = join(folder, 'workspace')
const database = join(workspace, 'workbench.sqlite')

async function run(...argv: string[]) {
  let stdout = ''
  let stderr = ''
  const code = await runCommandLine([...argv, '--workspace', workspace], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    name: 'workbench',
    version: '1.2.3',
    workingDirectory: folder,
  })
  return { code, stdout, stderr }
}

it('checks a workspace, copies it, says what is damaged, and puts the copy back', async () => {
  const store = Store.open(database)
  const { id } = newExperiment(store)
  for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
  store.close()
  expect(await run('check')).toEqual({ code: 0, stdout: 'All is as it was written.\n', stderr: '' })
  expect(await run('restore')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: There is no copy of/) as unknown })
  expect(await run('backup')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Copied to .*workbench\.sqlite\.backup \(/) as unknown })

  const raw = new Database(database)
  raw.exec('UPDATE epochs SET val_loss = 0.1 WHERE epoch = 1')
  raw.close()
  const checked = await run('check', '--json')
  expect(checked).toMatchObject({ code: 1, stderr: expect.stringContaining('“restore” puts the last copy back') as unknown })
  expect(JSON.parse(checked.stdout)).toEqual({ damaged: true, findings: [`run ${id}, epoch 1: the metrics`] })
  expect(await run('show', id)).toMatchObject({ code: 1, stderr: expect.stringContaining('the metrics of epoch 1') as unknown })
  expect(await run('backup')).toMatchObject({ code: 1, stderr: expect.stringContaining('no copy was made') as unknown })

  truncateSync(database, 40_000)
  expect(await run('list')).toMatchObject({ code: 1, stderr: expect.stringContaining('There is a copy of it from') as unknown })
  const lock = WorkspaceLock.acquire(workspace)
  expect(await run('restore')).toMatchObject({ code: 1, stderr: expect.stringContaining('Another program works') as unknown })
  lock?.release()
  const restored = await run('restore')
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Restored the copy of .*\nWhat was there is kept as .*damaged-\d{14}\n$/) as unknown })
  expect((await run('check')).code).toBe(0)
  expect(existsSync(`${database}.backup`)).toBe(true)
  expect(readdirSync(workspace).filter((name) => name.includes('partial'))).toEqual([])
})

it('checks no workspace that is not there, and makes none', async () => {
  rmSync(workspace, { recursive: true, force: true })
  expect(await run('check')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^error: .*does not exist/) as unknown })
  expect(existsSync(workspace)).toBe(false)
})

it('only looks where another program works, an older version among them', async () => {
  const store = Store.open(database)
  const { id } = newExperiment(store)
  for (let epoch = 0; epoch < 40; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
  store.experiments.remove(id)
  const lock = WorkspaceLock.acquire(workspace)
  const other = new Database(database)
  const freePages = other.pragma('freelist_count', { simple: true })
  expect(Number(freePages)).toBeGreaterThan(0)
  const version = other.pragma('data_version', { simple: true })
  expect(await run('check')).toEqual({ code: 0, stdout: 'All is as it was written.\n', stderr: '' })
  expect([other.pragma('freelist_count', { simple: true }), other.pragma('data_version', { simple: true })]).toEqual([freePages, version])
  lock?.release()
  store.close()

  other.pragma('user_version = 2')
  const training = new Database(join(workspace, 'training.lock'))
  training.exec('BEGIN EXCLUSIVE')
  expect(await run('check')).toMatchObject({ code: 1, stderr: expect.stringContaining('was written by an older version') as unknown })
  expect(other.pragma('user_version', { simple: true })).toBe(2)
  training.close()
  other.close()
})
