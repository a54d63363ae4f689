import Database from 'better-sqlite3'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf } from './support/all-of-a-run.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

const folder = temporaryFolder('time and aborts')
let workspace: TrainingWorkspace
beforeAll(async () => {
  workspace = await TrainingWorkspace.create(join(folder, 'workspace'))
})

function moduleOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function column(table: string, name: string, id: string): number[] {
  const database = new Database(workspace.database, { readonly: true })
  const key = table === 'experiments' ? 'id' : 'experiment_id'
  try {
    return database.prepare<[string], number>(`SELECT ${name} FROM ${table} WHERE ${key} = ?${table === 'epochs' ? ' ORDER BY epoch' : ''}`).pluck().all(id)
  } finally {
    database.close()
  }
}

describe('a process that stands still', () => {
  it('as in the machine’s sleep does not count that as work', async () => {
    const id = await workspace.addExperiment({ epochs: 4 })
    const slowly = moduleOf('slowly.mjs', 'export const onBatchEnd = () => new Promise((resolve) => setTimeout(resolve, 60))')
    const run = startWorkbench(['resume', id, '--callback', slowly, '--workspace', workspace.directory])
    await run.line(/^epoch 1 /)
    // In the middle of an epoch, between two of its steps.
    await wait(150)
    run.child.kill('SIGSTOP')
    await wait(12_000)
    run.child.kill('SIGCONT')
    expect((await run.finished).code).toBe(0)
    const seconds = column('epochs', 'seconds', id)
    expect(seconds).toHaveLength(4)
    expect(Math.max(...seconds)).toBeLessThan(8)
  })
})

describe('a clock that was set back', () => {
  it('turns no order around: of epochs, of runs, of event files', async () => {
    const first = await workspace.addExperiment({ epochs: 2 })
    await workspace.train(first, 2)
    const back = moduleOf('back.mjs', 'const now = Date.now; Date.now = () => now() - 40 * 24 * 3600 * 1000')
    const past = { NODE_OPTIONS: `--import ${pathToFileURL(back).href}` }
    const resumed = startWorkbench(['resume', first, '--epochs', '4', '--workspace', workspace.directory], past)
    expect(await resumed.finished).toMatchObject({ code: 0, stderr: '' })
    const made = startWorkbench(['train', '--from', `${first}@1`, '--epochs', '1', '--json', '--workspace', workspace.directory], past)
    const second = (JSON.parse((await made.finished).lines.at(-1) ?? '') as { experiment: string }).experiment

    const ended = column('epochs', 'ended_at', first)
    expect(ended).toHaveLength(4)
    expect(ended).toEqual(ended.toSorted((a, b) => a - b))
    expect(column('experiments', 'created_at', second)[0]).toBeGreaterThan(column('experiments', 'created_at', first)[0] ?? Infinity)
    const events = readdirSync(join(workspace.directory, 'logs', first)).map((name) => Number(name.split('.')[3]))
    expect(events).toHaveLength(2)
    expect(Math.abs((events[0] ?? 0) - (events[1] ?? 0))).toBeLessThan(3600)
    expect(await workbench('resume', first, '--epochs', '5', '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })
})

describe('a worker that dies', () => {
  it('of a native abort takes the process along, and no data: the run is found, and ends as if nothing had been', async () => {
    const aborts = moduleOf(
      'aborts.mjs',
      `let epoch = 0
       export const onEpochBegin = (begun) => void (epoch = begun)
       export const onBatchEnd = (batch) => { if (epoch === 3 && batch === 2) process.kill(process.ppid, 'SIGABRT') }`,
    )
    const undisturbed = await workspace.addExperiment({ epochs: 6 })
    await workspace.train(undisturbed, 6)
    const id = await workspace.addExperiment({ epochs: 6 })
    const { signal } = await startWorkbench(['resume', id, '--callback', aborts, '--workspace', workspace.directory]).finished
    expect(signal).toBe('SIGABRT')
    expect((await workbench('list', '--workspace', workspace.directory)).stdout).toMatch(new RegExp(`${id} +interrupted +3/6`))
    expect(damageOf(workspace.database)).toEqual([])
    expect(await workbench('resume', id, '--workspace', workspace.directory)).toMatchObject({ code: 0, stderr: '' })
    expect(allOfARun(workspace.database, id).rows).toEqual(allOfARun(workspace.database, undisturbed).rows)
  })

  it('for want of memory fails its run with a message, and keeps the epochs', async () => {
    const hungry = join(folder, 'hungry')
    const waits = moduleOf(
      'waits.mjs',
      `import { writeFileSync } from 'node:fs'
       export const onEpochBegin = (epoch) => {
         if (epoch === 2) writeFileSync(${JSON.stringify(hungry)}, '')
         return epoch === 2 ? new Promise(() => undefined) : undefined
       }`,
    )
    // Into every thread, of which the one that trains knows an experiment.
    const eats = moduleOf(
      'eats.mjs',
      `import { existsSync } from 'node:fs'
       import { workerData } from 'node:worker_threads'
       const all = []
       const eat = () => { while (existsSync(${JSON.stringify(hungry)})) all.push(Array.from({ length: 1e5 }, () => ({}))) }
       if (workerData?.experimentId !== undefined) setInterval(eat, 50).unref()`,
    )
    const id = await workspace.addExperiment({ epochs: 6 })
    const little = { NODE_OPTIONS: `--max-old-space-size=300 --import ${pathToFileURL(eats).href}` }
    const run = startWorkbench(['resume', id, '--callback', waits, '--workspace', workspace.directory], little)
    const { code, stderr } = await run.finished
    expect({ code, stderr: stderr.trim().split('\n').at(-1) }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: The training thread ran out of memory\. Its whole epochs are kept/) as unknown,
    })
    expect((await workbench('list', '--workspace', workspace.directory)).stdout).toMatch(new RegExp(`${id} +failed +2/6`))
    expect(await workbench('resume', id, '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })
})
