import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExperimentConfiguration } from '../../src/shared/experiment/configuration.ts'
import { createRandom } from '../../src/shared/maths/random.ts'
import { isLong, seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench } from '../support/workbench-process.ts'
import { allOfARun } from './support/all-of-a-run.ts'
import { behindTheBack, changeConfiguration, forgetCallback, forgetTensors } from './support/left-out.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

/*
 * Six epochs are three, a kill in the middle of the fourth, and three more: weights, optimiser slots, callbacks, metrics and
 * snapshots, byte for byte. And they are not when any one piece of what was saved is left out, so that each piece is needed.
 */
const folder = temporaryFolder('exact resume')
const random = createRandom(seed, 4)

type Optimizer = ExperimentConfiguration['optimizer']
interface Case {
  optimizer: Optimizer
  /** Also two learning rates set by hand, one before the kill and one after. */
  byHand: boolean
  runSeed: number
}
const optimizers: Optimizer[] = [
  { name: 'adam', learningRate: 1e-3 },
  { name: 'rmsprop', learningRate: 1e-3 },
  { name: 'sgd', learningRate: 0.5, momentum: 0.9 },
]
const cases: Case[] = (isLong ? [1, 2, 3, 4] : [1]).flatMap((runSeed) =>
  optimizers.flatMap((optimizer) => [false, true].map((byHand) => ({ optimizer, byHand, runSeed }))),
)
const tally = new Tally({ title: 'Runs resumed exactly', unit: 'runs', short: 6, long: 24 })
afterAll(() => tally.finish())

const configurationOf = ({ optimizer, runSeed }: Case): Partial<ExperimentConfiguration> => ({
  ...{ optimizer, seed: runSeed, epochs: 6 },
  learningRateSchedule: { kind: 'cosine', minimum: 1e-5 },
  reduceLROnPlateau: {
    ...{ enabled: true, monitor: 'val_loss', factor: 0.5, patience: 1, minDelta: 1, cooldown: 1, minLearningRate: 0 },
  },
  modelCheckpoint: { enabled: true, everyEpochs: 2, saveBestOnly: false, monitor: 'kl', keep: 1 },
  snapshots: { schedule: { kind: 'every', epochs: 1 }, weights: true },
})

async function newRun(name: string, each: Case): Promise<{ workspace: TrainingWorkspace; id: string }> {
  const workspace = await TrainingWorkspace.create(join(folder, name))
  const id = await workspace.addExperiment(configurationOf(each))
  if (each.byHand) {
    await workspace.use(({ store }) => {
      for (const [epoch, step] of [[1, 2], [4, 3]] as const) {
        store.learningRates.insert(id, { epoch, step, learningRate: 3e-4 * epoch, changedAt: 1 })
      }
    })
  }
  return { workspace, id }
}

/** Trains in a process that its callback kills at a step of the fourth epoch. */
async function trainThreeEpochsAndDie(workspace: TrainingWorkspace, id: string, step: number): Promise<void> {
  const callback = `${workspace.directory}-dies.mjs`
  writeFileSync(
    callback,
    `let current = 0
     export const onEpochBegin = (epoch) => { current = epoch }
     export const onBatchEnd = (batch) => { if (current === 3 && batch === ${step}) process.kill(process.ppid, 'SIGKILL') }`,
  )
  const { signal, stderr } = await startWorkbench(['--workspace', workspace.directory, 'resume', id, '--callback', callback]).finished
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' })
  expect(allOfARun(workspace.database, id).epochs).toEqual([0, 1, 2])
}

it.each(cases)('is exact: $optimizer.name, rates by hand $byHand, seed $runSeed', async (each) => {
  const name = `${each.optimizer.name} ${String(each.byHand)} ${each.runSeed}`
  const whole = await newRun(`${name} whole`, each)
  await whole.workspace.train(whole.id, 6)
  const killed = await newRun(`${name} killed`, each)
  await trainThreeEpochsAndDie(killed.workspace, killed.id, random.below(5))
  await killed.workspace.train(killed.id, 6)
  const [expected, resumed] = [allOfARun(whole.workspace.database, whole.id), allOfARun(killed.workspace.database, killed.id)]
  expect(resumed.epochs).toEqual([0, 1, 2, 3, 4, 5])
  for (const [row, hash] of expected.rows) if (resumed.rows.get(row) !== hash) tally.lose(`${name}: ${row}`)
  expect([...resumed.rows.keys()]).toEqual([...expected.rows.keys()])
  tally.count()
})

describe('is not exact when this is left out', () => {
  const plain: Record<string, { workspace: TrainingWorkspace; id: string }> = {}
  const expected: Record<string, Map<string, string>> = {}
  const of = ({ optimizer, byHand }: Omit<Case, 'runSeed'>) => `${optimizer.name} ${String(byHand)}`

  beforeAll(async () => {
    for (const optimizer of optimizers) {
      for (const byHand of [false, true]) {
        const killed = await newRun(`half ${optimizer.name} ${String(byHand)}`, { optimizer, byHand, runSeed: 1 })
        await killed.workspace.train(killed.id, 3)
        // The three that are left belong to a cosine over six.
        changeConfiguration(killed.workspace.database, { epochs: 6 })
        plain[of({ optimizer, byHand })] = killed
      }
    }
  }, 300_000)

  /** All rows after it was resumed, with something left out. */
  async function resumed(which: string, leaveOut: (database: string) => void): Promise<Map<string, string>> {
    const killed = plain[which]
    if (killed === undefined) throw new Error(which)
    const directory = join(folder, 'left out')
    rmSync(directory, { recursive: true, force: true })
    cpSync(killed.workspace.directory, directory, { recursive: true })
    const copy = killed.workspace.at(directory)
    leaveOut(copy.database)
    await copy.train(killed.id, 6)
    return allOfARun(copy.database, killed.id).rows
  }

  const forget = (name: RegExp) => (database: string) => expect(forgetTensors(database, name)).toBeGreaterThan(0)
  const table: [piece: string, run: string, leaveOut: (database: string) => void][] = [
    ['Adam’s first moments', 'adam false', forget(/\/adam\/m$/)],
    ['Adam’s second moments', 'adam false', forget(/\/adam\/v$/)],
    ['RMSprop’s mean squares', 'rmsprop false', forget(/\/rmsprop\/v$/)],
    ['the momentum', 'sgd false', forget(/\/sgd\/[^/]+$/)],
    ['the moving means', 'adam false', forget(/moving_mean$/)],
    ['the moving variances', 'adam false', forget(/moving_variance$/)],
    ['what the plateau knows', 'adam false', (database) => forgetCallback(database, 'reduce-lr-on-plateau')],
    ['the best value so far', 'sgd false', (database) => forgetCallback(database, 'model-checkpoint')],
    ['the seed of order, dropout and noise', 'adam false', (database) => changeConfiguration(database, { seed: 2 })],
    ['the schedule', 'adam false', (database) => changeConfiguration(database, { learningRateSchedule: { kind: 'constant' } })],
    ['a learning rate set by hand before', 'rmsprop true', (database) => forgetRate(database, 1)],
    ['a learning rate set by hand for later', 'rmsprop true', (database) => forgetRate(database, 4)],
  ]
  const forgetRate = (database: string, epoch: number) =>
    behindTheBack(database, (connection) => {
      expect(connection.statement('DELETE FROM learning_rate_changes WHERE epoch = ?').run(epoch).changes).toBe(1)
    })

  it.each(table)('%s', async (_, run, leaveOut) => {
    const whole = (expected[run] ??= await resumed(run, () => undefined))
    const without = await resumed(run, leaveOut)
    const after = (rows: Map<string, string>) => [...rows].filter(([name]) => !name.startsWith('learning_rate_changes'))
    expect(after(without)).not.toEqual(after(whole))
  })
})
