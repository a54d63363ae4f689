import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { configuration, databaseIn, epochRecord, newExperiment, snapshot } from './support/records.ts'

const folder = temporaryFolder('sealed rows')
let file: string
let store: Store
let id: string

beforeEach(() => {
  file = databaseIn(folder)
  store = Store.open(file)
  ;({ id } = newExperiment(store))
  store.learningRates.insert(id, { epoch: 1, step: 0, learningRate: 2e-3, changedAt: 1 })
  for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
})
afterEach(() => store.close())

function change(sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

describe('what is not what was written', () => {
  it('is no reason to refuse what is', () => {
    store.refuseAltered(id)
    store.experiments.rename(id, 'Second')
    store.experiments.annotate(id, { notes: 'Notes', colour: 3 })
    store.experiments.setHidden([id], true)
    store.experiments.setStatus(id, 'training')
    store.markInterrupted()
    store.deleted.add(id)
    store.deleted.restore(id)
    store.refuseAltered(id)
    expect(() => store.refuseAltered('zzzzzzzz')).toThrow(refusal('unknown-experiment'))
  })

  it.each([
    ['a metric', 'UPDATE epochs SET kl = kl + 1 WHERE epoch = 1'],
    ['a configuration', `UPDATE experiments SET configuration = replace(configuration, '"seed":42', '"seed":43')`],
    ['a learning rate set by hand', 'UPDATE learning_rate_changes SET learning_rate = 0.003'],
    ['a seal', 'UPDATE epochs SET row_sha256 = NULL WHERE epoch = 2'],
  ])('keeps a run from being resumed: %s', (_, sql) => {
    change(sql)
    expect(() => store.refuseAltered(id)).toThrow(refusal('database-corrupt', 'not what was written'))
  })

  it('is not drawn', () => {
    change("UPDATE snapshots SET manifold = x'08090a0c' WHERE epoch = 1; UPDATE epochs SET val_loss = 0.2 WHERE epoch = 2")
    expect(() => store.snapshots.get(id, 1)).toThrow(refusal('database-corrupt', 'snapshot of epoch 1'))
    expect(store.snapshots.get(id, 2).epoch).toBe(2)
    expect(() => store.epochs.list(id)).toThrow(refusal('database-corrupt', 'the metrics of epoch 2'))
  })
})

describe('training longer', () => {
  const cosine = { kind: 'cosine' as const, minimum: 1e-5 }

  it('leaves a cosine the span that it began with', () => {
    const { id: run } = store.experiments.create({ name: 'Cosine', configuration: { ...configuration, epochs: 4, learningRateSchedule: cosine }, origin: null })
    const lengthen = (epochs: number) => store.experiments.setConfiguration(run, { ...store.experiments.get(run).configuration, epochs }).configuration
    expect(lengthen(6).learningRateSchedule).toEqual(cosine)
    store.saveEpoch(epochRecord(run, 0))
    expect(lengthen(9)).toMatchObject({ epochs: 9, learningRateSchedule: { ...cosine, epochs: 6 } })
    expect(lengthen(12)).toMatchObject({ epochs: 12, learningRateSchedule: { ...cosine, epochs: 6 } })
  })
})
