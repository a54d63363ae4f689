import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/shared/errors.ts'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { configuration, databaseIn, epochRecord, metrics, newExperiment, snapshot, weights } from './support/records.ts'

const folder = temporaryFolder('experiments')
let file: string
let store: Store

beforeEach(() => {
  file = databaseIn(folder)
  store = Store.open(file)
})
afterEach(() => store.close())

function sql(text: string): void {
  const database = new Database(file)
  database.exec(text)
  database.close()
}

describe('an experiment', () => {
  it('is created as it was asked for, and read back the same', () => {
    const before = Date.now()
    const experiment = store.experiments.create({ name: '  Größe 2 ', configuration, origin: null })
    expect(experiment).toEqual({
      id: expect.stringMatching(/^[a-z][0-9a-z]{7}$/) as string,
      name: 'Größe 2',
      ...{ notes: '', colour: 0, hidden: false },
      status: 'created',
      configuration,
      origin: null,
      createdAt: expect.any(Number) as number,
      epochsDone: 0,
      lastMetrics: null,
      bestValLoss: null,
      error: null,
    })
    expect(experiment.createdAt).toBeGreaterThanOrEqual(before)
    expect(store.experiments.get(experiment.id)).toEqual(experiment)
  })

  it('sums its epochs up', () => {
    const { id } = newExperiment(store)
    const valLosses = [0.3, 0.1, 0.2]
    for (const [epoch, valLoss] of valLosses.entries()) {
      store.saveEpoch(epochRecord(id, epoch, { metrics: { ...metrics(epoch), valLoss } }))
    }
    expect(store.experiments.get(id)).toMatchObject({
      epochsDone: 3,
      lastMetrics: { ...metrics(2), valLoss: 0.2 },
      bestValLoss: 0.1,
    })
  })

  it.each([
    ['no name', { name: '   ' }, 'name'],
    ['a name without end', { name: 'x'.repeat(121) }, 'name'],
    ['a parameter out of range', { configuration: { ...configuration, epochs: 0 } }, 'epochs'],
    ['a parameter nobody knows', { configuration: { ...configuration, speed: 9 } }, 'speed'],
    ['a model nobody knows', { configuration: { ...configuration, model: { kind: 'oracle' } as never } }, 'model.kind'],
  ])('is refused with %s', (_, changes, text) => {
    const request = { name: 'x', configuration, origin: null, ...changes }
    expect(() => store.experiments.create(request)).toThrow(refusal('invalid-parameter', text))
    expect(store.experiments.list()).toEqual([])
  })

  it('has an id that no other has, and that nobody takes for a number', () => {
    const ids = Array.from({ length: 300 }, () => newExperiment(store).id)
    expect(new Set(ids).size).toBe(300)
    expect(ids.filter((id) => !Number.isNaN(Number(id)))).toEqual([])
  })

  it('is listed in the order of creation, whatever the clock says', () => {
    const names = ['c', 'a', 'b']
    for (const name of names) newExperiment(store, name)
    sql(`UPDATE experiments SET created_at = 4 - number`)
    expect(store.experiments.list().map(({ name }) => name)).toEqual(names)
  })

  it('is renamed', () => {
    const { id } = newExperiment(store)
    expect(store.experiments.rename(id, ' Second ').name).toBe('Second')
    expect(() => store.experiments.rename(id, '')).toThrow(refusal('invalid-parameter', 'name'))
    expect(store.experiments.get(id).name).toBe('Second')
  })

  it('takes notes and a colour, and leaves the rest as it is', () => {
    const { id } = newExperiment(store)
    expect(store.experiments.annotate(id, { notes: 'β = 1\nwide' })).toMatchObject({ notes: 'β = 1\nwide', colour: 0 })
    expect(store.experiments.annotate(id, { colour: 5 })).toMatchObject({ notes: 'β = 1\nwide', colour: 5, name: 'First' })
    expect(() => store.experiments.annotate(id, { colour: 16 })).toThrow(refusal('invalid-parameter', 'no colour 16'))
    expect(() => store.experiments.annotate(id, { notes: 'x'.repeat(20_001) })).toThrow(refusal('invalid-parameter', '20,000'))
    expect(store.experiments.get(id)).toMatchObject({ notes: 'β = 1\nwide', colour: 5 })
  })

  it('gets the colour that the fewest have', () => {
    const colours = Array.from({ length: 17 }, () => newExperiment(store).colour)
    expect(colours).toEqual([...Array(16).keys(), 0])
    const [, second] = store.experiments.list()
    store.experiments.annotate(second?.id ?? '', { colour: 7 })
    expect(newExperiment(store).colour).toBe(1)
  })

  it('is hidden and shown again with others', () => {
    const ids = ['a', 'b', 'c'].map((name) => newExperiment(store, name).id)
    store.experiments.setHidden(ids.slice(1), true)
    expect(store.experiments.list().map(({ hidden }) => hidden)).toEqual([false, true, true])
    expect(() => store.experiments.setHidden([ids[1] ?? '', 'nonesuch'], false)).toThrow(refusal('unknown-experiment', 'nonesuch'))
    expect(store.experiments.list().map(({ hidden }) => hidden)).toEqual([false, true, true])
  })

  it('carries the error that ended it until its next status', () => {
    const { id } = newExperiment(store)
    expect(store.experiments.setStatus(id, 'failed', 'It broke.')).toMatchObject({ status: 'failed', error: 'It broke.' })
    expect(store.experiments.setStatus(id, 'queued')).toMatchObject({ status: 'queued', error: null })
  })

  it('is removed with all that belongs to it, and nothing else', () => {
    const { id } = newExperiment(store)
    const other = newExperiment(store, 'Other')
    for (const each of [id, other.id]) store.saveEpoch(epochRecord(each, 0, { snapshot: snapshot(0) }))
    store.experiments.remove(id)
    expect(store.experiments.list().map((each) => each.id)).toEqual([other.id])
    const database = new Database(file, { readonly: true })
    for (const table of ['epochs', 'snapshots', 'checkpoints']) {
      expect(database.prepare(`SELECT experiment_id FROM ${table}`).pluck().all()).toEqual([other.id])
    }
    database.close()
  })

  it('is unknown by an id that there is not', () => {
    const unknown = refusal('unknown-experiment', 'nonesuch')
    expect(() => store.experiments.get('nonesuch')).toThrow(unknown)
    expect(() => store.experiments.rename('nonesuch', 'x')).toThrow(unknown)
    expect(() => store.experiments.setStatus('nonesuch', 'queued')).toThrow(unknown)
    expect(() => store.experiments.setConfiguration('nonesuch', configuration)).toThrow(unknown)
    expect(() => store.experiments.remove('nonesuch')).toThrow(unknown)
    expect(() => store.saveEpoch(epochRecord('nonesuch', 0))).toThrow(unknown)
  })

  it('is refused with a configuration in the database that this version does not write', () => {
    const { id } = newExperiment(store)
    sql(`UPDATE experiments SET configuration = '{"epochs": 7}'`)
    expect(() => store.experiments.get(id)).toThrow(refusal('database-corrupt', id))
    sql(`UPDATE experiments SET configuration = '{'`)
    expect(() => store.experiments.get(id)).toThrow(refusal('database-corrupt', id))
  })
})

describe('an id', () => {
  beforeEach(() => {
    for (const id of ['abcd1234', 'abcd1299', 'wxyz0000']) {
      const made = newExperiment(store)
      sql(`UPDATE experiments SET id = '${id}' WHERE id = '${made.id}'`)
    }
  })

  it.each([
    ['wxyz', 'wxyz0000'],
    ['abcd123', 'abcd1234'],
    ['abcd1299', 'abcd1299'],
  ])('may be shortened while it stands for one: %s', (short, id) => {
    expect(store.experiments.resolve(short)).toBe(id)
  })

  const refused: [short: string, code: ErrorCode, text: string][] = [
    ['abcd12', 'usage', 'abcd1234, abcd1299'],
    ['wxy', 'unknown-experiment', 'wxy'],
    ['', 'unknown-experiment', ''],
    ['zzzz', 'unknown-experiment', 'zzzz'],
    ['%%%%', 'unknown-experiment', '%%%%'],
    ['wxyz00000', 'unknown-experiment', 'wxyz00000'],
  ]

  it.each(refused)('is refused otherwise: %s', (short, code, text) => {
    expect(() => store.experiments.resolve(short)).toThrow(refusal(code, text))
  })
})

describe('the configuration', () => {
  it('may change while nothing is trained', () => {
    const { id } = newExperiment(store)
    expect(store.experiments.setConfiguration(id, { ...configuration, seed: 7 }).configuration.seed).toBe(7)
  })

  it('may only grow in epochs afterwards', () => {
    const { id } = newExperiment(store)
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch))
    expect(store.experiments.setConfiguration(id, { ...configuration, epochs: 3 }).configuration.epochs).toBe(3)
    expect(store.experiments.setConfiguration(id, { ...configuration, epochs: 2000 }).configuration.epochs).toBe(2000)
    const set = (changes: object) => () => store.experiments.setConfiguration(id, { ...configuration, ...changes })
    expect(set({ epochs: 2 })).toThrow(refusal('invalid-parameter', '3 epochs'))
    expect(set({ seed: 7 })).toThrow(refusal('invalid-parameter', 'only its number of epochs'))
    expect(set({ epochs: -1 })).toThrow(refusal('invalid-parameter', 'epochs'))
    expect(store.experiments.get(id).configuration).toEqual({ ...configuration, epochs: 2000 })
  })
})

describe('a branch', () => {
  it('starts from a copy of its origin’s checkpoint, and does not need it again', () => {
    const origin = newExperiment(store)
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(origin.id, epoch, { snapshot: snapshot(epoch) }))
    const branch = store.experiments.create({ name: 'Branch', configuration, origin: { experimentId: origin.id, epoch: 1 } })
    expect(branch).toMatchObject({ origin: { experimentId: origin.id, epoch: 1 }, epochsDone: 0, status: 'created' })
    store.experiments.remove(origin.id)
    const { state } = epochRecord(origin.id, 1).checkpoint
    expect(store.checkpoints.latest(branch.id)).toEqual({ epoch: -1, globalStep: 240, state, callbacks: {}, damaged: [] })
    expect(store.checkpoints.list(branch.id)).toMatchObject([{ epoch: -1, kind: 'start' }])

    for (let epoch = 0; epoch < 4; epoch++) store.saveEpoch(epochRecord(branch.id, epoch))
    expect(store.checkpoints.list(branch.id)).toMatchObject([
      { epoch: -1, kind: 'start' },
      { epoch: 2, kind: 'recent' },
      { epoch: 3, kind: 'recent' },
    ])
  })

  it('starts from weights alone where no checkpoint is kept, or another optimiser goes on', () => {
    const origin = newExperiment(store)
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(origin.id, epoch, { snapshot: snapshot(epoch) }))
    const startOf = (epoch: number, changes: object = {}) => {
      const branch = { name: 'Branch', configuration: { ...configuration, ...changes }, origin: { experimentId: origin.id, epoch } }
      return store.checkpoints.latest(store.experiments.create(branch).id)
    }
    expect(store.checkpoints.epochsKept(origin.id)).toEqual([1, 2])
    expect(startOf(0)).toMatchObject({ globalStep: 0, state: weights(0) })
    expect(startOf(2, { optimizer: { name: 'rmsprop', learningRate: 1e-4 } })).toMatchObject({ globalStep: 0, state: weights(2) })
  })

  it('is refused where there is nothing to start from', () => {
    const origin = newExperiment(store)
    store.saveEpoch(epochRecord(origin.id, 0, { snapshot: snapshot(0, null) }))
    for (let epoch = 1; epoch < 4; epoch++) store.saveEpoch(epochRecord(origin.id, epoch))
    const branch = (experimentId: string, epoch: number, changes: object = {}) => () =>
      store.experiments.create({
        name: 'Branch',
        configuration: { ...configuration, ...changes },
        origin: { experimentId, epoch },
      })
    expect(branch('nonesuch', 0)).toThrow(refusal('unknown-experiment', 'nonesuch'))
    expect(branch(origin.id, 1)).toThrow(refusal('unknown-snapshot', 'epoch 1'))
    expect(branch(origin.id, 0)).toThrow(refusal('unknown-snapshot', 'no weights with its snapshots. Branch off from an epoch whose checkpoint is kept: 2, 3.'))
    const model = { ...configuration.model, latentDim: 3 }
    expect(branch(origin.id, 2, { model })).toThrow(refusal('invalid-parameter', '"latentDim":2'))
    expect(store.experiments.list()).toHaveLength(1)
    expect(branch(origin.id, 2, { model: { ...configuration.model, dropoutRate: 0 }, seed: 1 })).not.toThrow()
  })
})
