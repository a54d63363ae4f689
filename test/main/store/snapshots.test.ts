import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment, snapshot, weights } from './support/records.ts'

const folder = temporaryFolder('snapshots')
let file: string
let store: Store
let id: string

beforeEach(() => {
  file = databaseIn(folder)
  store = Store.open(file)
  ;({ id } = newExperiment(store))
  store.saveEpoch(epochRecord(id, 0, { snapshot: snapshot(0) }))
  store.saveEpoch(epochRecord(id, 1))
  store.saveEpoch(epochRecord(id, 2, { snapshot: snapshot(2, null) }))
})
afterEach(() => store.close())

function sql(text: string): void {
  const database = new Database(file)
  database.exec(text)
  database.close()
}

describe('snapshots', () => {
  it('are those of their epochs', () => {
    expect(store.snapshots.epochs(id)).toEqual([0, 2])
    expect(store.snapshots.epochs('nonesuch')).toEqual([])
  })

  it('come back bit for bit', () => {
    const { weights: kept, ...figures } = snapshot(0)
    expect(store.snapshots.get(id, 0)).toEqual(figures)
    expect(store.snapshots.weights(id, 0)).toEqual(kept)
  })

  it('have no weights where none were kept', () => {
    expect(store.snapshots.weights(id, 2)).toBeNull()
  })

  it('are unknown at other epochs', () => {
    for (const [experiment, epoch] of [[id, 1], [id, 3], [id, -1], ['nonesuch', 0]] as const) {
      expect(() => store.snapshots.get(experiment, epoch)).toThrow(refusal('unknown-snapshot'))
      expect(() => store.snapshots.weights(experiment, epoch)).toThrow(refusal('unknown-snapshot'))
    }
  })

  it('do not give damaged weights out', () => {
    sql(`UPDATE snapshots SET weights = zeroblob(length(weights)) WHERE epoch = 0`)
    expect(() => store.snapshots.weights(id, 0)).toThrow(refusal('checkpoint-corrupt'))
    expect(store.snapshots.get(id, 0).epoch).toBe(0)
  })

  it('do not give latents of a wrong length out', () => {
    sql(`UPDATE snapshots SET latents = x'000000' WHERE epoch = 0`)
    expect(() => store.snapshots.get(id, 0)).toThrow(refusal('database-corrupt'))
  })

  it('keep latents that begin in the middle of an array', () => {
    const whole = Float32Array.of(9, 1, 2, 3, 4, 9)
    store.saveEpoch(epochRecord(id, 3, { snapshot: { ...snapshot(3, weights(3)), latents: whole.subarray(1, 5) } }))
    expect(store.snapshots.get(id, 3).latents).toEqual(Float32Array.of(1, 2, 3, 4))
  })
})
