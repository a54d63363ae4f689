import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { createRandom } from '../../src/shared/maths/random.ts'
import { isLong, seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf, type StoredRun } from './support/all-of-a-run.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

/*
 * After SQLite's own crash tests: a process trains and writes, and is killed at a random moment, again and again. What it said to
 * be saved has to be there, whole, and in the end the run has to be the one that nobody interrupted, byte for byte.
 */
const folder = temporaryFolder('killed training')
const tally = new Tally({ title: 'Training killed', unit: 'kills', short: 10, long: 120 })
const runSeeds = isLong ? [1, 2, 3, 4, 5] : [1, 2]
afterAll(() => tally.finish())

const random = createRandom(seed, 1)
const configurationOf = (runSeed: number) => ({
  ...{ seed: runSeed, optimizer: { name: runSeed % 2 === 1 ? ('adam' as const) : ('rmsprop' as const), learningRate: 1e-3 } },
  learningRateSchedule: { kind: 'exponential' as const, rate: 0.01 },
  reduceLROnPlateau: {
    ...{ enabled: true, monitor: 'val_loss' as const, factor: 0.7, patience: 2, minDelta: 0.01, cooldown: 1, minLearningRate: 1e-5 },
  },
  snapshots: { schedule: { kind: 'every' as const, epochs: 1 }, weights: true },
})

/** @returns the epochs that the process said were saved before it was killed */
async function trainAndKill(directory: string, id: string): Promise<number[]> {
  const started = startWorkbench(['--workspace', directory, '--json', 'resume', id, '--epochs', '10000'])
  // A third of the kills come while the process starts, reads the workspace and builds the model.
  if (random.below(3) > 0) await started.line(/"epoch"/)
  await wait(random.below(800))
  started.child.kill('SIGKILL')
  const { lines, signal } = await started.finished
  if (signal !== 'SIGKILL') throw new Error(`ended by itself: ${lines.join('\n')}`)
  return lines.filter((line) => line.includes('"epoch"')).map((line) => (JSON.parse(line) as { epoch: number }).epoch)
}

/** What is wrong with the run after a kill, in words. */
function findings(directory: string, run: StoredRun, before: StoredRun, said: readonly number[]): string[] {
  const count = run.epochs.length
  const expected = Array.from({ length: count }, (_, epoch) => epoch)
  const is = (list: readonly number[]) => list.join() === expected.join()
  const gone = [...before.rows].filter(([name, hash]) => !name.startsWith('checkpoints') && run.rows.get(name) !== hash)
  return [
    ...damageOf(join(directory, 'workbench.sqlite')),
    ...(is(run.epochs) ? [] : [`epochs are ${run.epochs.join()}`]),
    ...(is(run.snapshots) ? [] : [`snapshots are of ${run.snapshots.join()}`]),
    ...(run.checkpoints.at(-1) === (count === 0 ? undefined : count - 1) ? [] : [`the newest checkpoint of ${count} epochs is of ${String(run.checkpoints.at(-1))}`]),
    ...said.filter((epoch) => epoch >= count).map((epoch) => `epoch ${epoch} was said to be saved`),
    ...gone.map(([name]) => `${name} was there before`),
  ]
}

it.each(runSeeds)('loses nothing that was said to be saved, and goes on exactly (seed %i)', async (runSeed) => {
  const workspace = await TrainingWorkspace.create(join(folder, `killed ${runSeed}`))
  const { directory, database } = workspace
  const id = await workspace.addExperiment(configurationOf(runSeed))
  let before = allOfARun(database, id)
  for (let kill = 0; kill < tally.planned / runSeeds.length; kill++) {
    const said = await trainAndKill(directory, id)
    // The next start.
    const problems = await workspace.use(({ store }) => {
      const { status } = store.experiments.get(id)
      const damaged = store.checkpoints.latest(id)?.damaged ?? []
      return [
        ...(['training', 'queued', 'paused'].includes(status) ? [`the run is still ${status}`] : []),
        ...damaged.map((epoch) => `the checkpoint of epoch ${epoch} is damaged`),
      ]
    })
    const after = allOfARun(database, id)
    problems.push(...findings(directory, after, before, said))
    // Resuming goes on: one more epoch.
    await workspace.train(id, after.epochs.length + 1).catch((thrown: unknown) => problems.push(`resuming: ${String(thrown)}`))
    before = allOfARun(database, id)
    if (before.epochs.length !== after.epochs.length + 1) problems.push('resuming added no epoch')
    for (const problem of problems) tally.lose(`run ${runSeed}, kill ${kill}: ${problem}`)
    tally.count()
  }

  const twin = await workspace.addExperiment(configurationOf(runSeed), 'Never interrupted')
  await workspace.train(twin, before.epochs.length)
  expect([...allOfARun(database, twin).rows]).toEqual([...before.rows])
})
