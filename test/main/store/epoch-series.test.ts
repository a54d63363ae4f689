import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { scalarColumns } from '../../../src/shared/contract/scalars.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, metrics, newExperiment } from './support/records.ts'

const folder = temporaryFolder('epoch-series')

describe('columns of epochs', () => {
  let store: Store
  let id: string

  beforeEach(() => {
    store = Store.open(databaseIn(folder))
    ;({ id } = newExperiment(store))
    for (let epoch = 0; epoch < 5; epoch++) {
      const perDimension = epoch < 2 ? null : [epoch, epoch / 2, 0.25]
      store.saveEpoch(epochRecord(id, epoch, { metrics: { ...metrics(epoch), valKlPerDimension: perDimension } }))
    }
  })

  afterEach(() => store.close())

  it('hold what the list of epochs says, bit for bit', () => {
    const { length, columns } = store.epochs.series({ experimentId: id, fromEpoch: 0, columns: scalarColumns, perDimension: false })
    const rows = store.epochs.list(id)
    expect(length).toBe(5)
    for (const name of scalarColumns) expect([...(columns[name] ?? [])]).toEqual(rows.map((row) => row[name]))
  })

  it('are those that were asked for, from an epoch on', () => {
    const series = store.epochs.series({ experimentId: id, fromEpoch: 3, columns: ['valLoss', 'valLoss'], perDimension: false })
    expect(series).toEqual({
      ...{ experimentId: id, fromEpoch: 3, length: 2, perDimension: null },
      columns: { valLoss: Float64Array.of(metrics(3).valLoss, metrics(4).valLoss) },
    })
  })

  it('hold KL of each dimension, and NaN for epochs that have none', () => {
    const { perDimension } = store.epochs.series({ experimentId: id, fromEpoch: 1, columns: [], perDimension: true })
    expect(perDimension?.count).toBe(3)
    expect([...(perDimension?.values ?? [])]).toEqual([NaN, NaN, NaN, 2, 1, 0.25, 3, 1.5, 0.25, 4, 2, 0.25])
    const early = store.epochs.series({ experimentId: newExperiment(store).id, fromEpoch: 0, columns: [], perDimension: true })
    expect(early.perDimension).toBeNull()
  })

  it('are empty for a run that is not there', () => {
    const series = store.epochs.series({ experimentId: 'nothing', fromEpoch: 0, columns: ['loss'], perDimension: false })
    expect(series).toMatchObject({ length: 0, columns: { loss: new Float64Array(0) } })
  })
})
