import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExportManager } from '../../../src/main/export/manager.ts'
import { ExportJobs } from '../../../src/main/shell/export-jobs.ts'
import { Store } from '../../../src/main/store/store.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import type { ExportJob } from '../../../src/shared/contract/exports.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'

const configuration = presets[0]?.configuration
if (configuration === undefined) throw new Error('There is no preset.')

describe('export jobs', () => {
  let workspace: string
  let experimentId: string
  let changes: ExportJob[]
  let jobs: ExportJobs

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'jobs-'))
    const store = Store.open(workspaceFiles.database(workspace))
    experimentId = store.experiments.create({ name: 'Never trained', configuration, origin: null }).id
    store.close()
    changes = []
    jobs = new ExportJobs(new ExportManager(workspace), (job) => changes.push(job))
  })

  afterEach(() => rmSync(workspace, { recursive: true, force: true }))

  const ended = async () => {
    await expect.poll(() => jobs.list().every(({ state }) => state !== 'running'), { timeout: 20_000 }).toBe(true)
  }

  it('report a failure as it is, and leave no file', async () => {
    const path = join(workspace, 'manifold.gif')
    const job = jobs.start({ experimentId, kind: 'manifold', out: path })
    expect(job).toMatchObject({ fileName: 'manifold.gif', state: 'running', done: 0 })
    await ended()
    expect(changes.at(-1)).toMatchObject({ exportId: job.exportId, state: 'failed' })
    expect(changes.at(-1)?.error?.message).toMatch(/\.$/)
    expect(existsSync(path)).toBe(false)
  })

  it('are all cancelled on the way out', async () => {
    jobs.start({ experimentId, kind: 'scalars', out: join(workspace, 'a.csv') })
    jobs.start({ experimentId, kind: 'scatter', out: join(workspace, 'b.gif') })
    await jobs.cancelAll()
    expect(jobs.list().map(({ state }) => state)).not.toContain('running')
    expect(readdirSync(workspace).filter((name) => /\.(csv|gif)/.test(name) && !name.startsWith('a.csv'))).toEqual([])
  })

  it('take a video from the page in pieces, wherever in the file they belong', async () => {
    const path = join(workspace, 'manifold.webm')
    const { exportId } = jobs.receive({ experimentId, kind: 'manifold' }, path, 2)
    await jobs.append(exportId, { position: 0, data: Uint8Array.of(0, 0, 3, 4), done: 1 })
    await jobs.append(exportId, { position: 0, data: Uint8Array.of(1, 2), done: 2 })
    expect(existsSync(path)).toBe(false)
    await jobs.finish(exportId, null)
    expect([...readFileSync(path)]).toEqual([1, 2, 3, 4])
    expect(changes.at(-1)).toMatchObject({ state: 'done', done: 2, total: 2, bytes: 4 })
    await expect(jobs.append(exportId, { position: 4, data: Uint8Array.of(5), done: 2 })).rejects.toThrow('complete already')
    expect([...readFileSync(path)]).toEqual([1, 2, 3, 4])
  })

  it('leave nothing of a video that is cancelled, given up, or whose page is gone', async () => {
    const begin = async () => {
      const { exportId } = jobs.receive({ experimentId, kind: 'manifold' }, join(workspace, 'manifold.mp4'), 2)
      await jobs.append(exportId, { position: 0, data: Uint8Array.of(1), done: 1 })
      return exportId
    }
    const cancelled = await begin()
    jobs.cancel(cancelled)
    await expect(jobs.append(cancelled, { position: 1, data: Uint8Array.of(1), done: 2 })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await begin()
    jobs.cancelPageFiles()
    const failed = await begin()
    await jobs.finish(failed, 'The encoder gave up.')
    await ended()
    expect(jobs.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'failed'])
    expect(jobs.list().at(-1)?.error?.message).toBe('The encoder gave up.')
    expect(readdirSync(workspace).filter((name) => name.includes('mp4'))).toEqual([])
  })

  it('know their paths by handle only', () => {
    const { exportId } = jobs.start({ experimentId, kind: 'scalars', out: join(workspace, 'scalars.csv') })
    expect(jobs.path(exportId)).toBe(join(workspace, 'scalars.csv'))
    expect(() => jobs.path('f47ac10b-58cc-4372-a567-0e02b2c3d479')).toThrow('no longer known')
    return jobs.cancelAll()
  })
})
