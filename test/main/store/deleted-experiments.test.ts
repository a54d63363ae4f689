import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { configuration, databaseIn, epochRecord, newExperiment, snapshot } from './support/records.ts'

const folder = temporaryFolder('deleted experiments')
let file: string
let store: Store
let id: string

beforeEach(() => {
  file = databaseIn(folder)
  store = Store.open(file)
  ;({ id } = newExperiment(store))
  for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
})
afterEach(() => store.close())

describe('an experiment that was deleted for now', () => {
  it('is invisible everywhere', () => {
    store.deleted.add(id)
    const unknown = refusal('unknown-experiment', id)
    expect(store.experiments.list()).toEqual([])
    expect(() => store.experiments.get(id)).toThrow(unknown)
    expect(() => store.experiments.resolve(id)).toThrow(unknown)
    expect(() => store.experiments.resolve(id.slice(0, 5))).toThrow(refusal('unknown-experiment', id.slice(0, 5)))
    expect(() => store.experiments.rename(id, 'x')).toThrow(unknown)
    expect(() => store.experiments.setStatus(id, 'queued')).toThrow(unknown)
    expect(() => store.saveEpoch(epochRecord(id, 3))).toThrow(unknown)
    const branch = { name: 'Branch', configuration, origin: { experimentId: id, epoch: 1 } }
    expect(() => store.experiments.create(branch)).toThrow(unknown)
    expect(() => store.deleted.add(id)).toThrow(unknown)
  })

  it('is restored as it was', () => {
    const before = store.experiments.get(id)
    store.deleted.add(id)
    store.deleted.restore(id)
    expect(store.experiments.get(id)).toEqual(before)
    expect(store.snapshots.epochs(id)).toEqual([0, 1, 2])
    expect(() => store.deleted.restore(id)).toThrow(refusal('unknown-experiment', 'gone for good'))
  })

  it('is removed for good part by part, and nothing else is', () => {
    const other = newExperiment(store, 'Other')
    store.saveEpoch(epochRecord(other.id, 0, { snapshot: snapshot(0) }))
    store.deleted.add(id)
    expect(store.deleted.until(Date.now() - 1000)).toEqual([])
    expect(store.deleted.until(Date.now())).toEqual([id])
    let parts = Number(store.deleted.removePart(id))
    expect(() => store.deleted.restore(id), 'once parts of it are gone').toThrow(refusal('unknown-experiment', 'gone for good'))
    expect(store.deleted.until(Date.now() - 60_000), 'after a crash in the middle').toEqual([id])
    while (store.deleted.removePart(id)) parts++
    expect(parts, 'three snapshots and the two newest checkpoints').toBe(5)
    expect(store.deleted.removePart(other.id), 'which was not deleted').toBe(false)
    const database = new Database(file, { readonly: true })
    for (const table of ['epochs', 'snapshots', 'checkpoints']) {
      expect(database.prepare(`SELECT DISTINCT experiment_id FROM ${table}`).pluck().all()).toEqual([other.id])
    }
    database.close()
    expect(() => store.deleted.restore(id)).toThrow(refusal('unknown-experiment', 'gone for good'))
  })
})
