import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'
import type { Experiment } from '../../../src/shared/experiment/experiment.ts'
import type { LearningRateChange } from '../../../src/shared/experiment/learning-rate-change.ts'
import { WorkbenchError } from '../../../src/shared/errors.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { installation } from '../../../src/main/installation.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// The manager with its real worker, as built, on a data set that trains in an instant.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('training manager')
const files = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 8, train: 300, test: 60 }))
let workspaces = 0
let workbench: Workbench
let dataset: string

beforeEach(() => {
  workbench = Workbench.open(join(folder, `workspace-${workspaces++}`))
  dataset = workbench.datasets.import({ name: 'Rows', images: files.images, labels: files.labels, test: null }).id
})
afterEach(() => workbench.close())

function create(changes: Partial<ExperimentConfiguration> = {}, name = 'Test'): Experiment {
  const [preset] = presets
  if (preset === undefined) throw new Error('no preset')
  const configuration = { ...preset.configuration, dataset, batchSize: 50, epochs: 3, ...changes }
  return workbench.store.experiments.create({ name, configuration, origin: null })
}

const slow = (milliseconds: number): string => {
  const file = join(folder, `slow-${milliseconds}.mjs`)
  writeFileSync(file, `export const onBatchEnd = () => new Promise((resolve) => setTimeout(resolve, ${milliseconds}))`)
  return file
}

/** Resolves when the experiment's status becomes this. */
function becomes(id: string, status: Experiment['status']): Promise<Experiment> {
  return new Promise((resolve) => {
    const listener = (experiment: Experiment) => {
      if (experiment.id !== id || experiment.status !== status) return
      workbench.training.off('experiment', listener)
      resolve(experiment)
    }
    workbench.training.on('experiment', listener)
  })
}

function refuseUpdates(database: Database.Database, condition = ''): void {
  database.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON experiments ${condition} BEGIN SELECT RAISE(ABORT, 'no room'); END`)
}

const nextStep = () => new Promise((resolve) => workbench.training.once('progress', resolve))
const status = (id: string) => workbench.store.experiments.get(id).status

describe('TrainingManager', () => {
  it('trains to the end, tells of each epoch after it is stored, and keeps snapshots with weights', async () => {
    const { id } = create()
    const told: number[] = []
    workbench.training.on('epoch', ({ experimentId, metrics, hasSnapshot }) => {
      // By now the next one may be there too.
      expect(workbench.store.epochs.list(experimentId)).toContainEqual(metrics)
      expect(hasSnapshot).toBe(true)
      told.push(metrics.epoch)
    })
    expect(workbench.training.start(id).status).toBe('training')
    expect(await workbench.training.finished(id)).toEqual({ status: 'completed', error: null })
    expect(told).toEqual([0, 1, 2])
    const { epochsDone, lastMetrics, bestValLoss } = workbench.store.experiments.get(id)
    expect(epochsDone).toBe(3)
    expect(lastMetrics?.valLoss).toBe(bestValLoss)
    const snapshot = workbench.store.snapshots.get(id, 2)
    expect(snapshot.manifold).toHaveLength(15 * 15 * 64)
    expect(snapshot.originals).toHaveLength(60 * 64)
    expect(snapshot.latents).toHaveLength(60 * 2)
    const names = Object.keys(workbench.store.snapshots.weights(id, 2) ?? {})
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => /adam|rmsprop/.test(name))).toEqual([])
  })

  it('queues runs, one training at a time, in the order they came', async () => {
    const [first, second, third] = [create({}, 'A'), create({}, 'B'), create({}, 'C')]
    const order: string[] = []
    workbench.training.on('experiment', (experiment) => {
      if (experiment.status === 'training' && order.at(-1) !== experiment.name) order.push(experiment.name)
    })
    for (const { id } of [first, second, third]) workbench.training.start(id)
    expect([first, second, third].map(({ id }) => status(id))).toEqual(['training', 'queued', 'queued'])
    expect(workbench.training.stop(third.id).status).toBe('stopped')
    workbench.training.start(third.id)
    await workbench.training.whenIdle()
    expect(order).toEqual(['A', 'B', 'C'])
    expect([first, second, third].map(({ id }) => status(id))).toEqual(['completed', 'completed', 'completed'])
  })

  it('pauses at the next step and goes on from there', async () => {
    const { id } = create({ epochs: 2 })
    const began = performance.now()
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    const paused = becomes(id, 'paused')
    workbench.training.pause(id)
    await paused
    const steps: number[] = []
    workbench.training.on('progress', ({ step }) => steps.push(step))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(steps).toEqual([])
    workbench.training.start(id)
    expect(await workbench.training.finished(id)).toEqual({ status: 'completed', error: null })
    // Time spent paused is no epoch's.
    const seconds = workbench.store.epochs.list(id).reduce((sum, epoch) => sum + epoch.seconds, 0)
    expect(seconds).toBeLessThan((performance.now() - began) / 1000 - 1)
  })

  it('stops after the epoch, also when paused, and aborts at the next step', async () => {
    const { id } = create({ epochs: 9 })
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    const paused = becomes(id, 'paused')
    workbench.training.pause(id)
    await paused
    workbench.training.stop(id)
    expect(await workbench.training.finished(id)).toEqual({ status: 'stopped', error: null })
    expect(workbench.store.experiments.get(id).epochsDone).toBe(1)
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    workbench.training.abort(id)
    expect((await workbench.training.finished(id)).status).toBe('stopped')
    expect(workbench.store.experiments.get(id).epochsDone).toBe(1)
  })

  it('trains longer when told so, and only then', async () => {
    const { id } = create({ epochs: 1 })
    workbench.training.start(id)
    await workbench.training.finished(id)
    expect(() => workbench.training.start(id)).toThrow('has 1 epoch already')
    workbench.training.start(id, { totalEpochs: 2 })
    await workbench.training.finished(id)
    expect(workbench.store.experiments.get(id)).toMatchObject({ epochsDone: 2, configuration: { epochs: 2 } })
  })

  it('trains one epoch at a time, and one more when all are done', async () => {
    const { id } = create({ epochs: 2 })
    const paused = becomes(id, 'paused')
    workbench.training.trainOneEpoch(id)
    expect(await paused).toMatchObject({ epochsDone: 1 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(workbench.store.experiments.get(id)).toMatchObject({ status: 'paused', epochsDone: 1 })
    workbench.training.trainOneEpoch(id)
    expect((await workbench.training.finished(id)).status).toBe('completed')
    workbench.training.trainOneEpoch(id)
    expect((await workbench.training.finished(id)).status).toBe('completed')
    expect(workbench.store.experiments.get(id)).toMatchObject({ epochsDone: 3, configuration: { epochs: 3 } })
  })

  it('sets the learning rate of a run that trains, and of one that does not', async () => {
    const { id } = create({ epochs: 3 })
    workbench.training.setLearningRate(id, 2e-3)
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    const told = new Promise<LearningRateChange>((resolve) => {
      workbench.training.once('learningRate', ({ change }) => resolve(change))
    })
    workbench.training.setLearningRate(id, 3e-3)
    const change = await told
    expect(change).toMatchObject({ epoch: 0, learningRate: 3e-3 })
    expect(change.step).toBeGreaterThan(0)
    await workbench.training.finished(id)
    expect(workbench.store.learningRates.list(id)).toMatchObject([{ epoch: 0, step: 0, learningRate: 2e-3 }, change])
    expect(workbench.store.epochs.list(id).map(({ learningRate }) => learningRate)).toEqual([3e-3, 3e-3, 3e-3])
  })

  it('marks a run whose epoch cannot be stored as failed, with the reason', async () => {
    const { id } = create()
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    const database = new Database(join(workbench.directory, 'workbench.sqlite'))
    database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON epochs BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    database.close()
    const { status: end, error } = await workbench.training.finished(id)
    expect(end).toBe('failed')
    expect(error?.message).toContain('no room')
    expect(workbench.store.experiments.get(id)).toMatchObject({ status: 'failed', epochsDone: 0, error: error?.message })
  })

  it('forgets a run that cannot even be queued', () => {
    const { id } = create()
    const database = new Database(join(workbench.directory, 'workbench.sqlite'))
    refuseUpdates(database)
    expect(() => workbench.training.start(id)).toThrow('no room')
    expect(workbench.training.isLive(id)).toBe(false)
    database.close()
  })

  it('fails a queued run whose turn cannot be noted down, and goes on with the next', async () => {
    const [first, second, third] = [create({}, 'A'), create({}, 'B'), create({}, 'C')]
    const database = new Database(join(workbench.directory, 'workbench.sqlite'))
    refuseUpdates(database, `WHEN OLD.id = '${second.id}' AND NEW.status = 'training'`)
    database.close()
    for (const { id } of [first, second, third]) workbench.training.start(id)
    const { status: end, error } = await workbench.training.finished(second.id)
    expect(end).toBe('failed')
    expect(error?.message).toContain('no room')
    expect((await workbench.training.finished(third.id)).status).toBe('completed')
  })

  it('keeps the end of a run, and the queue behind it, while the disk is full, and notes all of it when there is room', async () => {
    const { training, store } = workbench
    const [first, second] = [create({}, 'A'), create({}, 'B')]
    training.start(first.id, { callback: slow(10) })
    training.start(second.id)
    await nextStep()
    // No disk is as full as this at the right moment.
    const refuse = vi.spyOn(store.experiments, 'setStatus').mockImplementation(() => {
      throw new WorkbenchError('disk-full', 'The disk is full.')
    })
    const waits = becomes(second.id, 'queued')
    expect(await training.finished(first.id)).toEqual({ status: 'completed', error: null })
    expect((await waits).error).toBe('The disk is full. Nothing is lost: the run waits and goes on by itself.')
    expect(training.asItIs(store.experiments.get(first.id)).status).toBe('completed')
    expect(status(first.id)).toBe('training')
    refuse.mockRestore()
    expect((await training.finished(second.id)).status).toBe('completed')
    await vi.waitFor(() => expect(status(first.id)).toBe('completed'), { timeout: 10_000 })
    expect([store.experiments.get(first.id).error, store.experiments.get(second.id).error]).toEqual([null, null])
  })

  it.each([
    ['updated', 'Restart it, then resume those that wait.'],
    ['removed', 'Install it again, then resume those that wait.'],
  ] as const)('begins nothing when the program was %s meanwhile: what waits goes on waiting, and nothing is changed', async (what, said) => {
    const change = vi.spyOn(installation, 'change', 'get').mockReturnValue(null)
    try {
      const { training } = workbench
      const [first, second, third] = [create({}, 'A'), create({}, 'B'), create({ epochs: 2 }, 'C')]
      training.start(first.id, { callback: slow(10) })
      training.start(second.id)
      await nextStep()
      const warned = new Promise<string>((resolve) => training.once('warning', ({ message }) => resolve(message)))
      change.mockReturnValue(what)
      expect(training.isBusy).toBe(true)
      expect((await training.finished(first.id)).status).toBe('completed')
      expect(await warned).toContain(said)
      expect(training.isBusy).toBe(false)
      expect(status(second.id)).toBe('queued')
      expect(() => training.start(third.id, { totalEpochs: 9 })).toThrow(refusal('replaced'))
      expect(workbench.store.experiments.get(third.id)).toEqual(third)
      await training.shutdown()
      expect(status(second.id)).toBe('stopped')
    } finally {
      change.mockRestore()
    }
  })

  it('warns when a pause cannot be noted down, and the run goes on', async () => {
    const { id } = create()
    const warned = new Promise<string>((resolve) => workbench.training.once('warning', ({ message }) => resolve(message)))
    workbench.training.start(id, { callback: slow(30) })
    await nextStep()
    const database = new Database(join(workbench.directory, 'workbench.sqlite'))
    refuseUpdates(database, `WHEN NEW.status = 'paused'`)
    database.close()
    workbench.training.pause(id)
    expect(await warned).toContain('no room')
    workbench.training.start(id)
    expect((await workbench.training.finished(id)).status).toBe('completed')
  })

  it('fails a run whose callback ends its process, and goes on with the next', async () => {
    const [first, second] = [create({}, 'A'), create({}, 'B')]
    const file = join(folder, 'exits.mjs')
    writeFileSync(file, 'export const onEpochEnd = () => process.exit(7)')
    workbench.training.start(first.id, { callback: file })
    workbench.training.start(second.id)
    const { status: end, error } = await workbench.training.finished(first.id)
    expect(end).toBe('failed')
    expect(error?.message).toMatch(/ended its process \(exit code 7\) in onEpochEnd\. Epoch 0 is saved\./)
    expect((await workbench.training.finished(second.id)).status).toBe('completed')
  })

  /** A run that has ended, whose checkpoints of these epochs are damaged. */
  async function withDamaged(changes: Partial<ExperimentConfiguration>, epochs: string) {
    const { id } = create(changes)
    workbench.training.start(id)
    await workbench.training.finished(id)
    const database = new Database(join(workbench.directory, 'workbench.sqlite'))
    database.exec(`UPDATE checkpoints SET state = zeroblob(64) WHERE epoch IN (${epochs})`)
    database.close()
    return { id, whole: workbench.store.epochs.list(id) }
  }

  it('offers the checkpoint before where the newest is damaged, and goes on from it only when told to', async () => {
    const { id, whole } = await withDamaged({ epochs: 3 }, '2')
    const before = workbench.store.experiments.get(id)
    const start = () => workbench.training.start(id, { totalEpochs: 4 })
    expect(start).toThrow(refusal('checkpoint-damaged', 'The checkpoint of epoch 2 is damaged, so “Test” can go on from epoch 2 at the latest.'))
    expect(start).toThrow('takes epoch 2 away')
    expect(workbench.store.experiments.get(id)).toEqual(before)
    expect(workbench.store.epochs.list(id)).toEqual(whole)
    expect(workbench.training.start(id, { totalEpochs: 4, goBack: true }).epochsDone).toBe(2)
    expect((await workbench.training.finished(id)).status).toBe('completed')
    const again = workbench.store.epochs.list(id)
    expect(again.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3])
    expect(again[2]?.valLoss).toBe(whole[2]?.valLoss)
  })

  it('says how far back it would have to go, and takes nothing away by itself', async () => {
    const modelCheckpoint = { enabled: true, everyEpochs: 7, keep: 1, saveBestOnly: false, monitor: 'val_loss' } as const
    const { id, whole } = await withDamaged({ epochs: 12, modelCheckpoint }, '10, 11')
    expect(() => workbench.training.start(id, { totalEpochs: 13 })).toThrow(/epoch 11, 10 is damaged.* takes epochs 7 to 11 away/)
    expect(() => workbench.training.trainOneEpoch(id)).toThrow(refusal('checkpoint-damaged'))
    expect(workbench.store.epochs.list(id)).toEqual(whole)
    const { epochsDone } = workbench.training.trainOneEpoch(id, { goBack: true })
    expect(epochsDone).toBe(7)
    await becomes(id, 'paused')
    expect(workbench.store.epochs.list(id)[epochsDone]?.valLoss).toBe(whole[epochsDone]?.valLoss)
    expect(workbench.training.stop(id).id).toBe(id)
    await workbench.training.finished(id)
  })

  it('takes nothing away where the run cannot begin, though told to', async () => {
    const { id, whole } = await withDamaged({ epochs: 3 }, '2')
    const start = () => workbench.training.start(id, { totalEpochs: 4, goBack: true })
    const before = workbench.store.experiments.get(id)
    vi.spyOn(workbench.datasets, 'usable').mockImplementationOnce(() => {
      throw new WorkbenchError('invalid-dataset', 'It is absent.')
    })
    expect(start).toThrow(refusal('invalid-dataset'))
    expect(() => workbench.training.start(id, { totalEpochs: 2, goBack: true })).toThrow(refusal('usage', 'has 2 epochs already'))
    vi.spyOn(workbench.store.experiments, 'setStatus').mockImplementationOnce(() => {
      throw new WorkbenchError('disk-full', 'The disk is full.')
    })
    expect(start).toThrow(refusal('disk-full'))
    expect(workbench.store.experiments.get(id)).toEqual(before)
    expect(workbench.store.epochs.list(id)).toEqual(whole)
  })

  it('keeps all epochs of a run that is told to go back and need not', async () => {
    const { id, whole } = await withDamaged({ epochs: 3 }, '')
    expect(() => workbench.training.start(id, { goBack: true })).toThrow(refusal('usage', 'has 3 epochs already'))
    workbench.training.start(id, { totalEpochs: 4, goBack: true })
    await workbench.training.finished(id)
    expect(workbench.store.epochs.list(id).slice(0, 3)).toEqual(whole)
  })

  it('ends a run within 5 s when the program quits, and keeps its whole epochs', async () => {
    const { id } = create({ epochs: 500 })
    workbench.training.start(id, { callback: slow(20) })
    await new Promise((resolve) => workbench.training.once('epoch', resolve))
    const began = performance.now()
    await workbench.training.shutdown()
    expect(performance.now() - began).toBeLessThan(5000)
    expect(status(id)).toBe('stopped')
    expect(() => workbench.training.start(id)).toThrow('closing')
  })

  it('refuses what makes no sense', async () => {
    const { id } = create({ epochs: 2 })
    expect(() => workbench.training.pause(id)).toThrow('does not train here: it is created')
    expect(() => workbench.training.stop(id)).toThrow('does not train here')
    expect(() => workbench.training.start('zzzzzzzz')).toThrow('no experiment')
    workbench.training.start(id)
    expect(workbench.training.start(id).id).toBe(id)
    expect(() => workbench.training.start(id, { totalEpochs: 9 })).toThrow('Stop it first')
    expect(() => workbench.deleteExperiment(id)).toThrow('Stop it first')
    await workbench.training.finished(id)
    expect(existsSync(join(workbench.directory, 'logs', id))).toBe(true)
    workbench.deleteExperiment(id)
    expect(existsSync(join(workbench.directory, 'logs', id))).toBe(false)
  })
})
