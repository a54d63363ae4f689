import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../../src/main/store/open-database.ts'
import { migrations } from '../../../../src/main/store/migrations/index.ts'
import { Store } from '../../../../src/main/store/store.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { configuration, databaseIn, epochRecord, snapshot } from '../support/records.ts'

const folder = temporaryFolder('migration 2')

/** A file as the first version left it: three experiments, the middle one with two epochs and a snapshot. */
function firstVersion(): string {
  const file = databaseIn(folder)
  mkdirSync(dirname(file), { recursive: true })
  openDatabase(file, { readOnly: false, migrations: migrations.slice(0, 1) }).close()
  const database = new Database(file)
  const experiment = database.prepare(
    `INSERT INTO experiments (id, name, status, configuration, created_at) VALUES (?, ?, 'completed', ?, 5)`,
  )
  for (const id of ['aaaaaaaa', 'bbbbbbbb', 'cccccccc']) experiment.run(id, `Run ${id}`, JSON.stringify(configuration))
  const epoch = database.prepare(`INSERT INTO epochs VALUES ('bbbbbbbb', ?, 0.3, 0.25, 380, 12, 360, 11, 1e-4, 0.8, 7)`)
  for (const number of [0, 1]) epoch.run(number)
  database.exec(`INSERT INTO snapshots VALUES ('bbbbbbbb', 1, x'01', x'02', x'03', 1, x'00000000', 1, NULL, NULL)`)
  database.close()
  return file
}

it('gives runs colours, notes and visibility, and keeps their epochs, which know no KL per dimension', () => {
  const file = firstVersion()
  const store = Store.open(file)
  try {
    expect(store.experiments.list()).toMatchObject([
      { id: 'aaaaaaaa', colour: 0, notes: '', hidden: false },
      { id: 'bbbbbbbb', colour: 1, epochsDone: 2, bestValLoss: 0.25 },
      { id: 'cccccccc', colour: 2 },
    ])
    expect(store.epochs.list('bbbbbbbb')).toMatchObject([
      { epoch: 0, valKl: 11, valKlPerDimension: null },
      { epoch: 1, valKlPerDimension: null },
    ])
    expect(store.snapshots.epochs('bbbbbbbb')).toEqual([1])
    expect(store.learningRates.list('bbbbbbbb')).toEqual([])

    // And goes on from there.
    const record = epochRecord('bbbbbbbb', 2, { snapshot: snapshot(2) })
    store.saveEpoch(record)
    expect(store.epochs.list('bbbbbbbb', 2)).toEqual([record.metrics])
  } finally {
    store.close()
  }
})
