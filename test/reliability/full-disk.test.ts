import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AtomicFile } from '../../src/main/export/atomic-output.ts'
import { LogFile } from '../../src/main/shell/log-file.ts'
import { PageFile } from '../../src/main/shell/page-file.ts'
import { createRandom } from '../../src/shared/maths/random.ts'
import { writeIdxFiles } from '../support/idx-files.ts'
import { refusal } from '../support/refusal.ts'
import { canMount, smallDisk, type SmallDisk } from '../support/small-disk.ts'
import { syntheticDataset } from '../support/synthetic-dataset.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf } from './support/all-of-a-run.ts'
import { endings, exportKinds } from './support/export-kinds.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

const folder = temporaryFolder('full disk')
const megabyte = 2 ** 20

/** Resolves when the child has said this on standard error, from now on. */
async function said(child: ReturnType<typeof startWorkbench>['child'], text: string): Promise<void> {
  let all = ''
  const heard = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      const listen = (more: string) => {
        all += more
        if (all.includes(text)) resolve()
      }
      const end = () => reject(new Error(`ended without saying “${text}”: ${all}`))
      child.stderr?.on('data', listen)
      child.once('exit', end)
      heard.signal.addEventListener('abort', () => {
        child.stderr?.off('data', listen)
        child.off('exit', end)
      })
    })
  } finally {
    heard.abort()
  }
}

// Where nothing can be mounted, small-disk.ts has said so.
describe.runIf(canMount)('a full disk', () => {
  let disk: SmallDisk
  let workspace: TrainingWorkspace
  let trained: string
  let archive: string

  beforeAll(async () => {
    disk = smallDisk(80)
    workspace = await TrainingWorkspace.create(join(disk.path, 'workspace'))
    trained = await workspace.addExperiment({ epochs: 3 })
    await workspace.train(trained, 3)
    archive = join(folder, 'run.manifold')
    expect(await workbench('export', 'experiment', trained, '--out', archive, '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })
  // A test that fails must not leave it full to those that follow.
  afterEach(() => disk.free())
  afterAll(() => disk.remove())

  it('pauses a run with a message that says what to do, and costs it nothing', async () => {
    const tally = new Tally({ title: 'Disk full while it trains', unit: 'fillings', short: 2, long: 25 })
    const random = createRandom(seed)
    // What is left free, and what SQLite has taken before, may do for some more epochs after each filling.
    const epochs = 10 * (tally.planned + 1)
    const snapshots = { schedule: { kind: 'every', epochs: 1 }, weights: false } as const
    const undisturbed = await workspace.addExperiment({ epochs, snapshots })
    await workspace.train(undisturbed, epochs)
    const id = await workspace.addExperiment({ epochs, snapshots })
    const slowly = join(folder, 'slowly.mjs')
    writeFileSync(slowly, 'export const onBatchEnd = () => new Promise((resolve) => setTimeout(resolve, 50))')
    const run = startWorkbench(['resume', id, '--callback', slowly, '--workspace', workspace.directory])
    for (let time = 0; time < tally.planned; time++) {
      await run.line(new RegExp(`^epoch ${run.lines('epoch ').length} `))
      const paused = said(run.child, 'paused: ')
      disk.fill(random.below(200_000))
      await paused
      const goesOn = said(run.child, 'The run goes on.')
      disk.free()
      await goesOn
      tally.count()
    }
    const { code, stderr } = await run.finished
    expect(code).toBe(0)
    expect(stderr).toMatch(/paused: “.+” could not be written: the disk is full\. Free some space.+ Nothing is lost: the run waits and goes on by itself\./)
    for (const found of damageOf(workspace.database)) tally.lose(found)
    const [expected, got] = [allOfARun(workspace.database, undisturbed), allOfARun(workspace.database, id)]
    for (const [row, hash] of expected.rows) if (got.rows.get(row) !== hash) tally.lose(`${row} differs`)
    const events = readdirSync(join(workspace.directory, 'logs', id))
    expect(events).toHaveLength(1)
    tally.finish()
  })

  it('that stays full lets a run be stopped, with its whole epochs', async () => {
    const id = await workspace.addExperiment({ epochs: 500 })
    const run = startWorkbench(['resume', id, '--workspace', workspace.directory])
    await run.line(/^epoch 0 /)
    const paused = said(run.child, 'paused: ')
    disk.fill()
    await paused
    run.child.kill('SIGINT')
    const { code, stderr } = await run.finished
    disk.free()
    expect(code).toBe(130)
    expect(stderr).toMatch(/warning: Epoch \d+ is (not )?saved\. .*the disk is full/)
    expect(stderr.match(/^paused: /gm)).toHaveLength(1)
    const { epochs } = allOfARun(workspace.database, id)
    expect(epochs.length).toBeGreaterThan(0)
    expect(damageOf(workspace.database)).toEqual([])
    expect(await workbench('resume', id, '--epochs', String(epochs.length + 1), '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })

  it('that is full when the program starts lets it look, at what a crash has left, too', async () => {
    const id = await workspace.addExperiment({ epochs: 100_000 })
    const run = startWorkbench(['resume', id, '--workspace', workspace.directory])
    await run.line(/^epoch 2 /)
    run.child.kill('SIGKILL')
    await run.finished
    disk.fill()
    // Also where the system's folder for temporary files is on that disk.
    for (const place of [tmpdir(), disk.path]) {
      const listed = await startWorkbench(['list', '--workspace', workspace.directory], { TMPDIR: place }).finished
      expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining(id) as unknown, stderr: '' })
    }
    expect(readdirSync(disk.path).filter((name) => name.startsWith('manifold-workbench-'))).toEqual([])
    const refused = await workbench('resume', id, '--workspace', workspace.directory)
    expect(refused).toMatchObject({ code: 1, stderr: 'error: The disk is full. Free some space to work here.\n' })
    disk.free()
    expect(await workbench('delete', id, '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })

  it.each(exportKinds)('lets an export of %s fail with a message, and leaves nothing of it', async (kind) => {
    const small = smallDisk(1)
    try {
      small.fill(4096)
      // What is so short that it would fit there finds no room at all.
      if (kind === 'labels' || kind === 'latents' || kind === 'scalars') small.fill()
      const path = join(small.path, `export${endings[kind]}`)
      const { code, stderr } = await workbench('export', kind, trained, '--out', path, '--workspace', workspace.directory)
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: .*the disk is full\. Free some space/) as unknown })
      expect(readdirSync(small.path)).toEqual(['filler'])
    } finally {
      small.remove()
    }
  })

  it('lets the import of an experiment fail, and leaves nothing of it', async () => {
    const before = (await workbench('list', '--json', '--workspace', workspace.directory)).lines.length
    disk.fill(100_000)
    const { code, stderr } = await workbench('import', archive, '--workspace', workspace.directory)
    disk.free()
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: .*the disk is full/) as unknown })
    expect((await workbench('list', '--json', '--workspace', workspace.directory)).lines).toHaveLength(before)
    expect(damageOf(workspace.database)).toEqual([])
    expect(await workbench('import', archive, '--workspace', workspace.directory)).toMatchObject({ code: 0 })
  })

  it('lets the import of a data set fail, and leaves nothing of it', async () => {
    const files = writeIdxFiles(join(folder, 'large'), syntheticDataset({ size: 28, train: 4000, test: 100 }))
    const importing = () =>
      workbench('import-dataset', '--images', files.images, '--labels', files.labels, '--name', 'Large', '--workspace', workspace.directory)
    disk.fill(500_000)
    const { code, stderr } = await importing()
    disk.free()
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: .*the disk is full/) as unknown })
    expect(readdirSync(join(workspace.directory, 'datasets'))).toHaveLength(1)
    expect(await importing()).toMatchObject({ code: 0 })
  })

  it('fails a file that the window hands over, though the disk takes a part of its piece', async () => {
    const small = smallDisk(1)
    try {
      const path = join(small.path, 'manifold.webm')
      small.fill(megabyte / 4)
      const file = new PageFile(path)
      const whole = file.receive(new AbortController().signal, () => undefined)
      const refused = expect(whole).rejects.toThrow(refusal('disk-full', path))
      await file.append({ position: 0, data: new Uint8Array(megabyte / 2), done: 1 })
      file.finish(null)
      await refused
      expect(readdirSync(small.path)).toEqual(['filler'])
    } finally {
      small.remove()
    }
  })

  it('costs the log the lines that did not fit, and no others', () => {
    const small = smallDisk(1)
    try {
      const log = new LogFile(join(small.path, 'workbench.log'))
      log.write('info', 'before')
      small.fill()
      for (let time = 0; time < 200; time++) log.write('info', `lost ${'x'.repeat(300)}`)
      small.free()
      log.write('info', 'after')
      const messages = log.read().map(({ message }) => message)
      expect([messages[0], messages.at(-1)]).toEqual(['before', 'after'])
      expect(readFileSync(log.path, 'utf8')).toContain('lost')
    } finally {
      small.remove()
    }
  })

  it('keeps a file that is there when its replacement does not fit', async () => {
    const small = smallDisk(1)
    try {
      const path = join(small.path, 'scalars.csv')
      writeFileSync(path, 'the one before')
      small.fill(8192)
      const file = await AtomicFile.create(path)
      await expect(file.handle.writeFile(new Uint8Array(megabyte / 2))).rejects.toThrow('ENOSPC')
      await file.discard()
      expect(readFileSync(path, 'utf8')).toBe('the one before')
      expect(existsSync(file.temporary)).toBe(false)
    } finally {
      small.remove()
    }
  })
})
