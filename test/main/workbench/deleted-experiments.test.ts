import Database from 'better-sqlite3'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { epochRecord, newExperiment, snapshot } from '../store/support/records.ts'

const folder = temporaryFolder('deleted for now')

afterEach(() => void vi.useRealTimers())

it('removes for good, event files too, what was deleted longer ago than it can be restored, and nothing else', async () => {
  const workbench = Workbench.open(join(folder, 'workspace'))
  const { store, directory } = workbench
  const [old, young] = [newExperiment(store, 'Old'), newExperiment(store, 'Young')]
  for (const { id } of [old, young]) {
    for (const epoch of [0, 1]) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
    mkdirSync(workspaceFiles.logs(directory, id), { recursive: true })
    workbench.deleteForNow(id)
  }
  const database = new Database(workspaceFiles.database(directory))
  database.prepare('UPDATE experiments SET deleted_at = deleted_at - 60000 WHERE id = ?').run(old.id)
  await workbench.removeDeleted()
  expect(database.prepare('SELECT id FROM experiments').pluck().all()).toEqual([young.id])
  expect(database.prepare('SELECT DISTINCT experiment_id FROM snapshots').pluck().all()).toEqual([young.id])
  database.close()
  // TensorBoard shows whatever lies below logs: nothing of what was deleted does.
  expect([old, young].map(({ id }) => existsSync(workspaceFiles.logs(directory, id)))).toEqual([false, false])
  expect([old, young].map(({ id }) => existsSync(workspaceFiles.deletedLogs(directory, id)))).toEqual([false, true])
  expect(() => workbench.restore(old.id)).toThrow('gone for good')
  expect(workbench.restore(young.id)).toMatchObject({ name: 'Young', epochsDone: 2 })
  expect(existsSync(workspaceFiles.logs(directory, young.id))).toBe(true)
  await workbench.close()
})

it('refuses to delete a run that trains', async () => {
  const workbench = Workbench.open(join(folder, 'live'))
  const { id } = newExperiment(workbench.store)
  workbench.store.experiments.setStatus(id, 'training')
  expect(() => workbench.deleteForNow(id)).toThrow('Stop it first')
  expect(workbench.store.experiments.list()).toHaveLength(1)
  await workbench.close()
})

it('removes after a restart, as soon as it can, what could still be restored then', async () => {
  const before = Workbench.open(join(folder, 'restarted'))
  const { id } = newExperiment(before.store)
  before.deleteForNow(id)
  await before.close()

  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] })
  const after = Workbench.open(join(folder, 'restarted'))
  const left = () => after.store.deleted.until(Date.now() + 1000)
  await after.removeLeftovers()
  expect(left()).toEqual([id])
  vi.advanceTimersByTime(32_000)
  await vi.waitFor(() => expect(left()).toEqual([]))
  vi.useRealTimers()
  await after.close()
})
