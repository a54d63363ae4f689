import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../../support/workbench-process.ts'

// The command line as a user meets it: the built program, in a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('command line')
const workspace = join(folder, 'workspace')
let dataset: string

const train = (...options: string[]) => [
  ...['train', '--workspace', workspace, '--dataset', dataset, '--batch-size', '50'],
  ...options,
]
const json = (line: string | undefined) => JSON.parse(line ?? '') as Record<string, unknown>
const moduleOf = (name: string, ...lines: string[]) => {
  const file = join(folder, name)
  writeFileSync(file, lines.join('\n'))
  return file
}
/** Slows a run down, from its second epoch on, to what a test can interrupt; each of the six steps takes this long. */
const slowly = (milliseconds: number) =>
  moduleOf(
    `slowly-${milliseconds}.mjs`,
    'let current = 0',
    'import { appendFileSync } from "node:fs"',
    `export const onEpochBegin = (epoch) => appendFileSync(${JSON.stringify(begunEpochs(milliseconds))}, \`\${current = epoch}\\n\`)`,
    `const wait = () => new Promise((resolve) => setTimeout(resolve, ${milliseconds}))`,
    'export const onBatchEnd = () => (current > 0 ? wait() : undefined)',
  )

const begunEpochs = (milliseconds: number) => join(folder, `slowly-${milliseconds}.epochs`)
/** A stop that comes between two epochs is heeded there: whoever means to come in the middle of one waits for its beginning. */
const hasBegun = (milliseconds: number, epoch: number) =>
  vi.waitFor(() => expect(readFileSync(begunEpochs(milliseconds), 'utf8').split('\n')).toContain(String(epoch)), {
    ...{ timeout: 60_000, interval: 10 },
  })

function epochsInDatabase(experiment: unknown): number[] {
  const database = new Database(join(workspace, 'workbench.sqlite'), { readonly: true })
  const rows = database.prepare<unknown[], { epoch: number }>('SELECT epoch FROM epochs WHERE experiment_id = ? ORDER BY epoch')
  const epochs = rows.all(experiment).map(({ epoch }) => epoch)
  database.close()
  return epochs
}

beforeAll(async () => {
  const files = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 8, train: 300, test: 110 }))
  const imported = await workbench(
    ...['import-dataset', '--images', files.images, '--labels', files.labels, '--name', 'Rows'],
    ...['--json', '--workspace', workspace],
  )
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  dataset = String(json(imported.lines[0]).dataset)
})

describe('train', () => {
  it('prints a line an epoch, and what became of the run, and nothing on standard error', async () => {
    const { code, lines, stderr } = await workbench(...train('--epochs', '3', '--name', 'Plain'))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/^Training “Plain” \([0-9a-z]{8}\) on \S+, 3 epochs in all$/)
    expect(lines[1]).toMatch(/^epoch 0 \(1\/3\) {2}loss \d\.\d{5} {2}val_loss \d\.\d{5} {2}learning_rate 0\.0001 {2}[\d.]+ s {2}[\d.]+ s left$/)
    expect(lines[3]).toMatch(/^epoch 2 \(3\/3\)/)
    expect(lines[4]).toMatch(/^[0-9a-z]{8} completed: 3 of 3 epochs, val_loss/)
  })

  it('prints one JSON object a line with --json, and takes its options', async () => {
    const options = ['--epochs=2', '--seed', '7', '--optimizer', 'rmsprop', '--learning-rate', '1e-3', '--latent-dim', '3']
    const { code, lines } = await workbench('--json', ...train(...options))
    expect(code).toBe(0)
    const [first, second, last] = lines.map(json)
    expect(Object.keys(first ?? {})).toEqual([
      ...['epoch', 'loss', 'val_loss', 'reconstruction', 'kl', 'val_reconstruction', 'val_kl', 'val_kl_per_dimension'],
      ...['learning_rate', 'seconds'],
    ])
    const perDimension = first?.val_kl_per_dimension as number[]
    expect(perDimension).toHaveLength(3)
    expect(perDimension.reduce((sum, value) => sum + value)).toBeCloseTo(Number(first?.val_kl), 4)
    expect([first?.epoch, second?.epoch, first?.learning_rate]).toEqual([0, 1, 1e-3])
    expect(Object.values(first ?? {}).flat().every((value) => typeof value === 'number')).toBe(true)
    expect(last).toEqual({ experiment: expect.stringMatching(/^[0-9a-z]{8}$/) as unknown, epochs: 2, status: 'completed' })
    const shown = await workbench('show', String(last?.experiment), '--json', '--workspace', workspace)
    expect(json(shown.lines[0])).toMatchObject({
      status: 'completed',
      configuration: { seed: 7, batchSize: 50, optimizer: { name: 'rmsprop', learningRate: 1e-3 }, model: { latentDim: 3 } },
    })
    for (const epoch of json(shown.lines[0]).history as { val_kl: number; val_kl_per_dimension: number[] }[]) {
      expect(epoch.val_kl_per_dimension).toHaveLength(3)
      expect(epoch.val_kl_per_dimension.reduce((sum, each) => sum + each, 0)).toBeCloseTo(epoch.val_kl, 3)
    }
  })

  it('gives the same numbers for the same seed, and others for another', async () => {
    const losses = async (seed: string) => {
      const { lines } = await workbench(...train('--json', '--epochs', '2', '--seed', seed))
      return lines.slice(0, 2).map((line) => [json(line).loss, json(line).val_loss])
    }
    const [first, again, other] = [await losses('1'), await losses('1'), await losses('2')]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('writes event files below logs', async () => {
    const { lines } = await workbench(...train('--json', '--epochs', '1'))
    const id = String(json(lines.at(-1)).experiment)
    expect(readdirSync(join(workspace, 'logs', id))).toEqual([expect.stringMatching(/^events\.out\.tfevents\./)])
  })
})

describe('a run whose newest checkpoint is damaged', () => {
  it('goes on from the one before only with --go-back', async () => {
    const { lines } = await workbench(...train('--json', '--epochs', '3'))
    const id = String(json(lines.at(-1)).experiment)
    const database = new Database(join(workspace, 'workbench.sqlite'))
    database.prepare('UPDATE checkpoints SET state = zeroblob(64) WHERE experiment_id = ? AND epoch = 2').run(id)
    database.close()
    const resume = ['resume', id, '--epochs', '4', '--workspace', workspace]
    const refused = await workbench(...resume)
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/takes epoch 2 away.* Then resume with --go-back\.\n$/) as unknown })
    for (const mistyped of [['--epochs', 'many'], ['--callback', join(workspace, 'nothing.js')]]) {
      expect((await workbench('resume', id, '--go-back', ...mistyped, '--workspace', workspace)).code).not.toBe(0)
    }
    const listed = await workbench('list', '--json', '--workspace', workspace)
    expect(listed.lines.map(json).find(({ experiment }) => experiment === id)).toMatchObject({ epochs: 3 })
    const resumed = await workbench(...resume, '--go-back')
    expect(resumed.code).toBe(0)
    expect(resumed.lines[0]).toMatch(/^Resuming after 2 epochs: .* 4 epochs in all$/)
    expect(resumed.lines.slice(1, -1)).toEqual([expect.stringMatching(/^epoch 2 \(3\/4\)/), expect.stringMatching(/^epoch 3 \(4\/4\)/)])
  })
})

describe('Ctrl-C', () => {
  it('finishes the epoch, saves, exits with 130, and the run resumes to the same end', async () => {
    const running = startWorkbench(train('--json', '--epochs', '5', '--seed', '3', '--callback', slowly(40)))
    await hasBegun(40, 2)
    running.child.kill('SIGINT')
    const { code, lines, stderr } = await running.finished
    expect(code).toBe(130)
    expect(stderr).toMatch(/^Finishing the epoch/)
    const last = json(lines.at(-1))
    expect(last.status).toBe('stopped')
    expect(last.epochs).toBe(lines.length - 1)
    expect(lines.length - 1).toBeGreaterThanOrEqual(3)

    const resumed = await workbench('resume', String(last.experiment), '--json', '--workspace', workspace)
    expect(resumed.code).toBe(0)
    expect(json(resumed.lines.at(-1))).toEqual({ experiment: last.experiment, epochs: 5, status: 'completed' })
    const whole = await workbench(...train('--json', '--epochs', '5', '--seed', '3'))
    const metrics = (all: string[]) => all.slice(0, -1).map((line) => ({ ...json(line), seconds: 0 }))
    expect([...metrics(lines), ...metrics(resumed.lines)]).toEqual(metrics(whole.lines))
  })

  it('stops at once the second time, losing only the unfinished epoch', async () => {
    const running = startWorkbench(train('--json', '--epochs', '5', '--callback', slowly(1500)))
    await hasBegun(1500, 1)
    running.child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const pressed = performance.now()
    running.child.kill('SIGINT')
    const { code, lines } = await running.finished
    expect(code).toBe(130)
    // The epoch would have gone on for another 8 s.
    expect(performance.now() - pressed).toBeLessThan(6000)
    expect(json(lines.at(-1))).toMatchObject({ epochs: 1, status: 'stopped' })
    expect(epochsInDatabase(json(lines.at(-1)).experiment)).toEqual([0])
  })

  it('takes a doubled signal, as npm sends it, for one press', async () => {
    const running = startWorkbench(train('--json', '--epochs', '5', '--callback', slowly(100)))
    await hasBegun(100, 1)
    running.child.kill('SIGINT')
    running.child.kill('SIGINT')
    const { code, lines } = await running.finished
    expect(code).toBe(130)
    expect(json(lines.at(-1))).toMatchObject({ epochs: 2, status: 'stopped' })
  })
})

describe('a run that is killed', () => {
  it('is listed as training meanwhile, then as interrupted, and resumes', async () => {
    const running = startWorkbench(train('--json', '--epochs', '3', '--callback', slowly(60_000)))
    await running.line(/"epoch":0/)
    const [during] = (await workbench('list', '--json', '--workspace', workspace)).lines.map(json).slice(-1)
    expect(during).toMatchObject({ status: 'training', epochs: 1, total_epochs: 3 })
    const second = await workbench(...train('--epochs', '1'))
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(
      /^error: Another program works in this workspace: the command line, process \d+, since \d\d:\d\d\. Close it to work here\.\n$/,
    )
    const listed = await workbench('list', '--json', '--workspace', workspace)
    expect(json(listed.lines.at(-1)).experiment).toBe(during?.experiment)
    const deleting = await workbench('delete', String(during?.experiment), '--workspace', workspace)
    expect(deleting).toMatchObject({ code: 1, stderr: expect.stringContaining('Another program works in this workspace') as unknown })

    running.child.kill('SIGKILL')
    await running.finished
    const id = String(during?.experiment)
    const after = (await workbench('list', '--workspace', workspace)).lines.find((line) => line.startsWith(id))
    expect(after).toMatch(/interrupted +1\/3/)
    const resumed = await workbench('resume', id.slice(0, 5), '--epochs', '2', '--json', '--workspace', workspace)
    expect(resumed).toMatchObject({ code: 0, stderr: '' })
    expect(resumed.lines.map(json)).toMatchObject([{ epoch: 1 }, { experiment: id, epochs: 2, status: 'completed' }])
  })
})

describe('SIGTERM', () => {
  it('saves what is whole and ends within 5 s', async () => {
    const running = startWorkbench(train('--json', '--epochs', '5', '--callback', slowly(900)))
    await hasBegun(900, 1)
    const told = performance.now()
    running.child.kill('SIGTERM')
    const { code, lines } = await running.finished
    expect(performance.now() - told).toBeLessThan(5000)
    expect(code).toBe(143)
    expect(json(lines.at(-1))).toMatchObject({ epochs: 1, status: 'stopped' })
  })
})

describe('--callback', () => {
  it('calls the hooks, and tells them where a resumed run goes on', async () => {
    const trace = join(folder, 'trace.txt')
    const file = moduleOf(
      'trace.mjs',
      'import { appendFileSync } from "node:fs"',
      `const note = (...values) => appendFileSync(${JSON.stringify(trace)}, values.join(" ") + "\\n")`,
      'export const onTrainBegin = ({ epoch, logs }) => note("begin", epoch, logs === null ? "anew" : Object.keys(logs).length)',
      'export const onEpochBegin = (epoch) => note("epoch", epoch)',
      'export const onBatchEnd = (batch, logs) => note("batch", batch, Object.keys(logs))',
      'export const onEpochEnd = (epoch, logs) => note("end", epoch, Object.keys(logs).sort())',
      'export const onTrainEnd = (logs) => note("done", typeof logs.val_loss)',
    )
    const trained = await workbench(...train('--json', '--epochs', '1', '--batch-size', '150', '--callback', file))
    expect(trained.code).toBe(0)
    const id = String(json(trained.lines.at(-1)).experiment)
    expect((await workbench('resume', id, '--epochs', '2', '--callback', file, '--workspace', workspace)).code).toBe(0)
    const [first, second] = [readFileSync(trace, 'utf8').trim().split('\n').slice(0, 6), readFileSync(trace, 'utf8').trim().split('\n').slice(6)]
    expect(second.slice(0, 2)).toEqual(['begin 1 7', 'epoch 1'])
    expect(first).toEqual([
      'begin 0 anew',
      'epoch 0',
      'batch 0 loss,reconstruction,kl',
      'batch 1 loss,reconstruction,kl',
      'end 0 kl,learning_rate,loss,reconstruction,val_kl,val_loss,val_reconstruction',
      'done number',
    ])
  })

  it('that throws stops the run, keeps its epochs and shows file and line in one line', async () => {
    const throwing = '  if (epoch === 1) throw new Error("enough\\nof it")'
    const file = moduleOf('throws.mjs', 'export function onEpochEnd(epoch) {', throwing, '}')
    const { code, lines, stderr } = await workbench(...train('--json', '--epochs', '5', '--callback', file))
    expect(code).toBe(1)
    const place = `${file}:2:26`
    expect(stderr).toBe(
      `error: The callback failed in onEpochEnd at ${place}: Error: enough of it. Epoch 1 is saved. Correct it and resume the run.\n`,
    )
    const last = json(lines.at(-1))
    expect(last).toMatchObject({ epochs: 2, status: 'failed' })
    expect(epochsInDatabase(last.experiment)).toEqual([0, 1])
    const resumed = await workbench('resume', String(last.experiment), '--epochs', '3', '--workspace', workspace)
    expect(resumed.code).toBe(0)
  })

  it('that prints leaves standard output to the results', async () => {
    const file = moduleOf('prints.mjs', 'export const onEpochEnd = (epoch) => console.log("seen", epoch)')
    const { code, lines, stderr } = await workbench(...train('--json', '--epochs', '2', '--callback', file))
    expect(code).toBe(0)
    expect(lines.map((line) => json(line).epoch)).toEqual([0, 1, undefined])
    expect(stderr).toBe('seen 0\nseen 1\n')
  })

  it('goes on printing to nobody without ending the run', async () => {
    const file = moduleOf('chatters.mjs', 'export const onEpochEnd = (epoch) => console.error("seen", epoch)')
    const running = startWorkbench(train('--json', '--epochs', '4', '--callback', file))
    running.child.stderr?.destroy()
    const { code, lines } = await running.finished
    expect(code).toBe(0)
    expect(json(lines.at(-1))).toMatchObject({ epochs: 4, status: 'completed' })
  })

  it('that throws where nobody awaits it stops the run too', async () => {
    const throwing = '  setTimeout(() => { throw new Error("stray") }, 1)'
    const file = moduleOf('stray.mjs', 'export function onEpochBegin() {', throwing, '}')
    const { code, stderr } = await workbench(...train('--epochs', '200', '--callback', file))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: .*stray.*\n$/)
    expect(stderr).toContain(`${file}:2`)
  })

  it.each([
    ['that spins', 'if (epoch === 1) for (;;);', 2],
    ['that never returns', 'if (epoch === 1) return new Promise(() => undefined)', 2],
    ['that waits for a program', 'if (epoch === 1) execSync("sleep 1000")', 2],
  ])('%s lets Ctrl-C, pressed twice, end the run at once, and says what became of the epoch', async (_what, statement, saved) => {
    const file = moduleOf('hangs.mjs', 'import { execSync } from "node:child_process"', `export const onEpochEnd = (epoch) => { ${statement} }`)
    const running = startWorkbench(train('--json', '--epochs', '5', '--callback', file))
    await running.line(/"epoch":1/)
    running.child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const pressed = performance.now()
    running.child.kill('SIGINT')
    const { code, lines, stderr } = await running.finished
    expect(code).toBe(130)
    expect(performance.now() - pressed).toBeLessThan(6000)
    expect(stderr).toMatch(/\nwarning: The callback did not come back from its onEpochEnd, so it was ended\. Epoch 1 is saved\.\n$/)
    expect(json(lines.at(-1))).toMatchObject({ epochs: saved, status: 'stopped' })
    expect(epochsInDatabase(json(lines.at(-1)).experiment)).toHaveLength(saved)
  })

  it('that spoils JavaScript’s own objects spoils nothing of the run', async () => {
    const spoils = 'Object.prototype.bad = 1; Array.prototype.map = null; logs.loss = NaN'
    const file = moduleOf('spoils.mjs', `export const onEpochEnd = (epoch, logs) => { ${spoils} }`)
    const { code, lines, stderr } = await workbench(...train('--json', '--epochs', '2', '--seed', '11', '--callback', file))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const plain = await workbench(...train('--json', '--epochs', '2', '--seed', '11'))
    const losses = (all: string[]) => all.slice(0, 2).map((line) => [json(line).loss, json(line).val_loss])
    expect(losses(lines)).toEqual(losses(plain.lines))
    expect(await workbench('check', '--workspace', workspace)).toMatchObject({ code: 0 })
  })

  it('ends with a run that is killed', async () => {
    const own = join(folder, 'own-pid')
    const file = moduleOf('orphan.mjs', 'import { writeFileSync } from "node:fs"', `export const onEpochEnd = () => { writeFileSync(${JSON.stringify(own)}, String(process.pid)); for (;;); }`)
    const running = startWorkbench(train('--json', '--epochs', '5', '--callback', file))
    await running.line(/"epoch":0/)
    await vi.waitFor(() => expect(existsSync(own) && readFileSync(own, 'utf8')).toMatch(/\d/), 10_000)
    running.child.kill('SIGKILL')
    await running.finished
    await vi.waitFor(() => expect(() => process.kill(Number(readFileSync(own, 'utf8')), 0)).toThrow('ESRCH'), 10_000)
  })

  it('that is not there fails before an experiment is made', async () => {
    const before = (await workbench('list', '--json', '--workspace', workspace)).lines.length
    const file = join(folder, 'none.mjs')
    const { code, stderr } = await workbench(...train('--callback', file))
    expect({ code, stderr }).toEqual({ code: 1, stderr: `error: “${file}” does not exist. Check the path.\n` })
    expect((await workbench('list', '--json', '--workspace', workspace)).lines).toHaveLength(before)
  })
})

describe('train --from', () => {
  it('branches off from a snapshot: its weights, its configuration, its own epochs', async () => {
    const source = await workbench(...train('--json', '--epochs', '4', '--learning-rate', '3e-3'))
    const id = String(json(source.lines.at(-1)).experiment)
    const branch = await workbench('train', '--from', `${id}@2`, '--epochs', '1', '--json', '--workspace', workspace)
    expect(branch).toMatchObject({ code: 0, stderr: '' })
    const [epoch, last] = branch.lines.map(json)
    expect(epoch).toMatchObject({ epoch: 0, learning_rate: 3e-3 })
    // Where a fresh start is at after one epoch, the branch has long been.
    expect(epoch?.loss).toBeLessThan(Number(json(source.lines[1]).loss))
    const shown = await workbench('show', String(last?.experiment), '--workspace', workspace)
    expect(shown.stdout).toMatch(new RegExp(`Began from +${id}@2, with the optimiser’s state`))

    const missing = await workbench('train', '--from', `${id}@77`, '--workspace', workspace)
    expect(missing.code).toBe(1)
    expect(missing.stderr).toBe(`error: Experiment ${id} keeps no weights of epoch 77. Choose one of: 0, 1, 2, 3.\n`)
    const resized = await workbench('train', '--from', `${id}@2`, '--latent-dim', '5', '--workspace', workspace)
    expect(resized.code).toBe(2)
  })
})

describe('a run that diverges', () => {
  it('names the commands that get on from there, wherever it is told of, and is not resumed as it is', async () => {
    const failed = await workbench(...train('--epochs', '4', '--learning-rate', '1'))
    const [, id = ''] = /\((\w+)\)/.exec(failed.stdout) ?? []
    const remedy = `resume ${id} --learning-rate 0.1`
    expect(failed.code).toBe(1)
    expect(failed.stdout).not.toContain('Go on with')
    expect(failed.stderr).toMatch(/^error: Training diverged: in epoch 0.* it was 1\. The same steps would lead there again\. Go on with: /)
    expect(failed.stderr.trim().endsWith(remedy)).toBe(true)

    const again = await workbench('resume', id, '--epochs', '9', '--workspace', workspace)
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('cannot go on as it is')
    expect(again.stderr.trim().endsWith(remedy)).toBe(true)
    expect((await workbench('list', '--workspace', workspace)).stdout).toMatch(new RegExp(`${id} +diverged`))
    expect((await workbench('show', id, '--workspace', workspace)).stdout).toMatch(new RegExp(`Go on with +${remedy}`))
    expect(json((await workbench('show', id, '--json', '--workspace', workspace)).lines[0])).toMatchObject({ remedies: [remedy] })
    expect((await workbench('resume', id, '--learning-rate', '1e', '--workspace', workspace)).code).toBe(2)

    const resumed = await workbench('resume', id, '--epochs', '2', '--learning-rate', '1e-3', '--json', '--workspace', workspace)
    expect(resumed).toMatchObject({ code: 0, stderr: '' })
    expect(json(resumed.lines[0])).toMatchObject({ epoch: 0, learning_rate: 1e-3 })
    const shown = await workbench('show', id, '--json', '--workspace', workspace)
    expect(json(shown.lines[0])).toMatchObject({ status: 'completed', learning_rate_changes: [{ epoch: 0, step: 0, learning_rate: 1e-3 }] })
  })

  it('because of its batch size is warned of before, and goes on with another', async () => {
    const failed = await workbench(...train('--epochs', '4', '--batch-size', '1'))
    expect(failed.code).toBe(1)
    const [warning, error, ...more] = failed.stderr.trim().split('\n')
    expect(more).toEqual([])
    expect(warning).toMatch(/^warning: A batch of one image has no variance/)
    const [, remedy = ''] = /Go on with: (.+)$/.exec(error ?? '') ?? []
    expect(remedy).toMatch(/^train --from \w+ --batch-size 32$/)
    const anew = await workbench(...remedy.split(' '), '--epochs', '1', '--workspace', workspace)
    expect(anew).toMatchObject({ code: 0, stderr: '' })
    expect(anew.stdout).toContain(' anew” (')
  })
})

describe('delete', () => {
  it('removes the experiment and its logs', async () => {
    const { lines } = await workbench(...train('--json', '--epochs', '1'))
    const id = String(json(lines.at(-1)).experiment)
    expect(existsSync(join(workspace, 'logs', id))).toBe(true)
    expect(await workbench('delete', id, '--workspace', workspace)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(join(workspace, 'logs', id))).toBe(false)
    expect(epochsInDatabase(id)).toEqual([])
    expect((await workbench('show', id, '--workspace', workspace)).code).toBe(1)
  })
})

describe('resume', () => {
  it('says so when nothing is left to train', async () => {
    const { lines } = await workbench(...train('--json', '--epochs', '1'))
    const id = String(json(lines.at(-1)).experiment)
    const { code, stderr } = await workbench('resume', id, '--workspace', workspace)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: .* has 1 epoch already\. .*--epochs.*\n$/)
  })
})

describe('profile', () => {
  it('tells what the operations of a step take, writes a timeline, and changes nothing', async () => {
    const trained = await workbench(...train('--epochs', '1', '--name', 'Profiled'))
    const id = /\(([0-9a-z]{8})\)/.exec(trained.lines[0] ?? '')?.[1] ?? ''
    const out = join(folder, 'step.json')
    const table = await workbench('profile', id, '--steps', '3', '--out', out, '--workspace', workspace)
    expect({ code: table.code, stderr: table.stderr }).toEqual({ code: 0, stderr: '' })
    expect(table.lines[0]).toMatch(/^A training step of 50 images after 1 epoch: \d+\.\d{3} ms, and \d+\.\d{3} ms while it is measured\.$/)
    expect(table.lines.some((line) => /^ResourceApplyAdam +22 +\d+\.\d{3} +\d+\.\d{3} +\d+\.\d %$/.test(line))).toBe(true)
    const { traceEvents } = JSON.parse(readFileSync(out, 'utf8')) as { traceEvents: { name: string }[] }
    expect(traceEvents.filter(({ name }) => name === 'ResourceApplyAdam')).toHaveLength(22)
    const figures = json((await workbench('profile', id, '--steps', '2', '--json', '--workspace', workspace)).lines[0])
    expect(figures).toMatchObject({ id, steps: 2, epochs_done: 1, batch_size: 50 })
    expect(epochsInDatabase(id)).toEqual([0])
    expect(await workbench('profile', id, '--steps', '0', '--workspace', workspace)).toMatchObject({ code: 2, stderr: expect.stringMatching(/--steps must be a whole number from 1 to 200/) as string })
    expect(await workbench('profile', id, '--out', join(folder, 'step.txt'), '--workspace', workspace)).toMatchObject({ code: 2 })
  })
})
