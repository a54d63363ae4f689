import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refuseDivergedState } from '../../../src/main/training/diverged.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { branchFrom } from '../../../src/shared/experiment/branch.ts'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'
import { describeDivergence, hasDiverged, recoveryOf } from '../../../src/shared/experiment/divergence.ts'
import type { Experiment } from '../../../src/shared/experiment/experiment.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { refusal } from '../../support/refusal.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// With the real worker, as built.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('diverged')
const files = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 8, train: 300, test: 60 }))
let workspaces = 0
let workbench: Workbench
let dataset: string

beforeEach(() => {
  workbench = Workbench.open(join(folder, `workspace-${workspaces++}`))
  dataset = workbench.datasets.import({ name: 'Rows', images: files.images, labels: files.labels, test: null }).id
})
afterEach(() => workbench.close())

/** Diverges in its second epoch. */
const growing = { optimizer: { name: 'adam', learningRate: 1 }, learningRateSchedule: { kind: 'warm-up', epochs: 10 } } as const

function create(changes: Partial<ExperimentConfiguration>): Experiment {
  const [preset] = presets
  if (preset === undefined) throw new Error('no preset')
  const configuration = { ...preset.configuration, dataset, batchSize: 50, epochs: 4, ...changes }
  return workbench.store.experiments.create({ name: 'Test', configuration, origin: null })
}

async function train(id: string, options: Parameters<Workbench['training']['start']>[1] = {}): Promise<Experiment> {
  workbench.training.start(id, options)
  await workbench.training.finished(id)
  return workbench.store.experiments.get(id)
}

/** The numbers of each epoch, but for those of time. */
const history = (id: string) => workbench.store.epochs.list(id).map(({ seconds, endedAt, ...metrics }) => ({ ...metrics, worked: seconds > 0 && endedAt > 0 }))

describe('a run that has diverged', () => {
  it('keeps what is whole, says why, and is not resumed to the same end', async () => {
    const failed = await train(create(growing).id)
    expect(failed).toMatchObject({ status: 'failed', epochsDone: 1 })
    expect(failed.error).toMatch(/^Training diverged: in epoch 1(, step \d,)? the (validation )?loss is no longer a number\. .* it was 0\.2\. /)
    expect(() => workbench.training.start(failed.id)).toThrow(refusal('diverged', 'cannot go on as it is'))
    expect(() => workbench.training.start(failed.id, { totalEpochs: 10 })).toThrow(refusal('diverged', 'cannot go on as it is'))
    expect(() => workbench.training.trainOneEpoch(failed.id)).toThrow(refusal('diverged', 'cannot go on as it is'))
    expect(workbench.store.experiments.get(failed.id)).toEqual(failed)
  })

  it('goes on at a lower rate, which is recorded before its first step and repeated to the bit', async () => {
    const { id } = await train(create({ ...growing, epochs: 6 }).id)
    expect(await train(id, { learningRate: 1e-3 })).toMatchObject({ status: 'completed', error: null, epochsDone: 6 })
    expect(workbench.store.learningRates.list(id)).toMatchObject([{ epoch: 1, step: 0, learningRate: 1e-3 }])
    expect(history(id).map(({ learningRate }) => learningRate)).toEqual([0.1, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3])

    const other = await train(create({ ...growing, epochs: 6 }).id)
    workbench.training.start(other.id, { learningRate: 1e-3 })
    await new Promise((resolve) => workbench.training.once('epoch', resolve))
    workbench.training.stop(other.id)
    await workbench.training.finished(other.id)
    expect(workbench.store.experiments.get(other.id)).toMatchObject({ status: 'stopped' })
    expect((await train(other.id)).status).toBe('completed')
    expect(history(other.id)).toEqual(history(id))
    expect(workbench.store.checkpoints.latest(other.id)?.state).toEqual(workbench.store.checkpoints.latest(id)?.state)
  })

  it('can go on again once a rate is set by hand', async () => {
    const failed = await train(create(growing).id)
    workbench.training.setLearningRate(failed.id, 1e-3)
    expect(workbench.store.experiments.get(failed.id)).toMatchObject({ status: 'stopped', error: null })
    expect((await train(failed.id)).status).toBe('completed')
  })

  it('gets on by a branch from its last epoch, with the optimiser, at a lower rate', async () => {
    const failed = await train(create(growing).id)
    const recovery = recoveryOf(failed)
    expect(recovery).toEqual({ kind: 'branch', epoch: 0, learningRate: 0.02 })
    const { origin, start } = branchFrom(failed, 0, 1e-3)
    const branch = workbench.store.experiments.create({ name: start.title, configuration: start.configuration, origin })
    const last = workbench.store.checkpoints.latest(failed.id)
    expect(workbench.store.checkpoints.latest(branch.id)).toEqual({ ...last, epoch: -1, callbacks: {} })
    expect(last?.globalStep).toBe(6)
    workbench.store.experiments.remove(failed.id)
    expect((await train(branch.id)).status).toBe('completed')
    // Steps are counted on from the run that it comes from: Adam's correction depends on them.
    expect(workbench.store.checkpoints.latest(branch.id)).toMatchObject({ epoch: 2, globalStep: 6 + 18 })
  })

  it('that a branch is, is interrupted and resumed, ends as one that is not', async () => {
    const failed = await train(create(growing).id)
    const { origin, start } = branchFrom(failed, 0, 1e-3)
    const [whole, halves] = [0, 1].map(() => workbench.store.experiments.create({ name: 'Branch', configuration: start.configuration, origin })) as [Experiment, Experiment]
    await train(whole.id)
    workbench.training.start(halves.id)
    await new Promise((resolve) => workbench.training.once('epoch', resolve))
    workbench.training.abort(halves.id)
    await workbench.training.finished(halves.id)
    expect(workbench.store.experiments.get(halves.id).epochsDone).toBeLessThan(3)
    await train(halves.id)
    expect(history(halves.id)).toEqual(history(whole.id))
    expect(workbench.store.checkpoints.latest(halves.id)?.state).toEqual(workbench.store.checkpoints.latest(whole.id)?.state)
  })

  it('names a batch size of 1 as the cause, whatever the rate', async () => {
    const failed = await train(create({ batchSize: 1 }).id)
    expect(failed).toMatchObject({ status: 'failed', epochsDone: 2 })
    expect(failed.error).toContain('a batch of one image has no variance')
    expect(recoveryOf(failed)).toEqual({ kind: 'batch-size', batchSize: 32 })
  })

  it('is resumed as ever where something else ended it', async () => {
    const { id } = create({ epochs: 2 })
    workbench.store.experiments.setStatus(id, 'failed', 'The disk is full. Free some space and try again.')
    expect(hasDiverged(workbench.store.experiments.get(id))).toBe(false)
    expect((await train(id)).status).toBe('completed')
  })
})

describe('a state', () => {
  const at = { epoch: 2, step: null, what: 'a weight', learningRate: 0.1, batchSize: 50 } as const
  const of = (...values: number[]) => ({ w: { dtype: 'float32' as const, shape: [values.length], data: Float32Array.of(...values) } })

  it('is not kept with a number in it that is none, though no loss has shown it yet', () => {
    expect(() => refuseDivergedState(of(0, -1e38, 3e38), at)).not.toThrow()
    for (const value of [Infinity, -Infinity, NaN]) expect(() => refuseDivergedState(of(1, value), at)).toThrow(refusal('diverged', describeDivergence(at)))
  })
})
