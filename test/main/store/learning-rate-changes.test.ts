import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, newExperiment } from './support/records.ts'

const folder = temporaryFolder('learning rate changes')
let store: Store
let id: string

beforeEach(() => {
  store = Store.open(databaseIn(folder))
  ;({ id } = newExperiment(store))
})
afterEach(() => store.close())

const change = (epoch: number, step: number, learningRate: number) => ({ epoch, step, learningRate, changedAt: 1000 + epoch })

describe('learning rates set by hand', () => {
  it('are listed in the order in which they apply', () => {
    const changes = [change(1, 40, 1e-3), change(1, 90, 2e-3), change(4, 0, 5e-5)]
    for (const each of changes) store.learningRates.insert(id, each)
    expect(store.learningRates.list(id)).toEqual(changes)
    expect(store.learningRates.list(newExperiment(store, 'Other').id)).toEqual([])
  })

  it('take the place of what was recorded for later', () => {
    for (const each of [change(1, 40, 1e-3), change(3, 50, 2e-3), change(4, 0, 3e-3)]) store.learningRates.insert(id, each)
    store.learningRates.insert(id, change(3, 20, 9e-3))
    expect(store.learningRates.list(id)).toEqual([change(1, 40, 1e-3), change(3, 20, 9e-3)])
  })

  it('go with their experiment', () => {
    store.learningRates.insert(id, change(0, 0, 1e-3))
    store.experiments.remove(id)
    expect(store.learningRates.list(id)).toEqual([])
  })

  it.each([0, -1, NaN, Infinity])('are numbers above 0, not %d', (rate) => {
    expect(() => store.learningRates.insert(id, change(0, 0, rate))).toThrow(refusal('invalid-parameter', 'above 0'))
  })
})
