import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { checkDatabase } from '../../../src/main/store/check-database.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import { Store } from '../../../src/main/store/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, snapshot } from './support/records.ts'
import { releasedDatabase, releasedVersions } from './support/released.ts'

const folder = temporaryFolder('released')

it('has a database of every version but the newest', () => {
  expect(releasedVersions).toEqual(migrations.slice(0, -1).map(({ version }) => version))
})

it.each(releasedVersions)('a database of version %i comes to the newest with all that is in it', async (version) => {
  const file = databaseIn(folder)
  releasedDatabase(file, version)
  const before = contentOf(file)
  const store = Store.open(file)
  try {
    const experiments = store.experiments.list()
    expect(experiments.map(({ id, name, status }) => [id, name, status])).toEqual([
      ['aaaa1111', 'First run', 'interrupted'],
      ['bbbb2222', 'Zweiter Lauf – “größer”', 'completed'],
    ])
    expect(experiments[0]?.notes).toBe(version > 1 ? 'Notes of it' : '')
    for (const { id } of experiments) {
      expect(store.epochs.list(id).map(({ epoch, valLoss }) => [epoch, valLoss])).toEqual([0, 1, 2].map((epoch) => [epoch, 0.3 - epoch / 64]))
      expect(store.epochs.list(id)[2]?.valKlPerDimension).toEqual(version > 1 ? [6.25, 5.25] : null)
      expect(store.snapshots.get(id, 2)).toMatchObject({ reconstructions: Uint8Array.of(5, 6, 7, 2), latentDim: 2 })
      expect(store.snapshots.weights(id, 2)?.['encoder/dense/kernel']?.data).toEqual(Float32Array.of(2, 2.125, 2.25, 2.375))
      expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 2, globalStep: 360, damaged: [], callbacks: { 'reduce-lr-on-plateau': { wait: 2 } } })
      // And it goes on from there.
      store.saveEpoch(epochRecord(id, 3, { snapshot: snapshot(3) }))
    }
    expect(store.learningRates.list('aaaa1111')).toHaveLength(version > 1 ? 1 : 0)
    expect(store.datasets.list()).toMatchObject([{ id: 'rows', trainCount: 10 }])
  } finally {
    store.close()
  }
  const connection = Connection.open(file, { readOnly: true })
  expect(await checkDatabase(connection, { reached: () => Promise.resolve() })).toEqual([])
  connection.close()
  // The former file is kept as it was.
  expect(contentOf(`${file}.version-${version}.backup`)).toEqual(before)
})

function contentOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  try {
    const tables = database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()
    return [database.pragma('user_version'), tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()])]
  } finally {
    database.close()
  }
}
