import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkDatabase } from '../../../src/main/store/check-database.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { findCopy, makeCopy, restoreCopy } from '../../../src/main/store/copies.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import type { Migration } from '../../../src/main/store/migrations/migration.ts'
import { Store } from '../../../src/main/store/store.ts'
import { isCopyDue } from '../../../src/main/upkeep/upkeep.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment, snapshot } from './support/records.ts'

const folder = temporaryFolder('copies')
const silent = { reached: () => Promise.resolve() }
const dayMilliseconds = 24 * 60 * 60 * 1000
let file: string
let id: string

beforeEach(() => {
  file = databaseIn(folder)
  const store = Store.open(file)
  ;({ id } = newExperiment(store))
  for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
  store.close()
})

const names = () => readdirSync(dirname(file)).sort()
const epochsDone = (database = file) => {
  const store = Store.open(database)
  try {
    return store.experiments.get(id).epochsDone
  } finally {
    store.close()
  }
}
const change = (sql: string) => {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

describe('a copy of the database', () => {
  it('has what is only in the log so far, while others write, and is one file', async () => {
    const store = Store.open(file)
    store.saveEpoch(epochRecord(id, 3))
    const made = makeCopy(file, silent)
    store.saveEpoch(epochRecord(id, 4))
    expect(await made).toMatchObject({ outcome: 'made', copy: { file: `${file}.backup` } })
    store.close()
    expect(names()).toEqual(['workbench.sqlite', 'workbench.sqlite.backup'])
    const copy = new Database(`${file}.backup`, { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM epochs').pluck().get()).toBeGreaterThanOrEqual(4)
    copy.close()
  })

  it('that is write-protected stays, and nothing names the file that it would be written to at first', async () => {
    await makeCopy(file, silent)
    chmodSync(`${file}.backup`, 0o444)
    await expect(makeCopy(file, silent)).rejects.toThrow(refusal('permission-denied', `“${file}.backup” is write-protected`))
    rmSync(`${file}.backup`)
    // A place that cannot be taken.
    mkdirSync(join(`${file}.backup`, 'in the way'), { recursive: true })
    const taken: unknown = await makeCopy(file, silent).catch((thrown: unknown) => thrown)
    expect(taken).toMatchObject({ message: expect.stringMatching(/^“.*workbench\.sqlite\.backup” is a folder\./) as string })
    expect(names().filter((name) => name.includes('.partial'))).toEqual([])
  })

  it.each([
    ['a metric', 'UPDATE epochs SET val_loss = val_loss + 1e-9 WHERE epoch = 1', /run \w+, epoch 1: the metrics/],
    ['a pixel', "UPDATE snapshots SET manifold = x'08090a0c' WHERE epoch = 2", /epoch 2: the figures/],
    ['a weight', 'UPDATE snapshots SET weights = zeroblob(length(weights)) WHERE epoch = 0', /epoch 0: the figures/],
    ['a checkpoint', 'UPDATE checkpoints SET state = zeroblob(length(state)) WHERE epoch = 2', /epoch 2: the checkpoint/],
    ['a configuration', `UPDATE experiments SET configuration = replace(configuration, '0.0001', '0.0002')`, /its name, configuration or notes/],
    ['an epoch that is gone', 'PRAGMA foreign_keys = OFF; DELETE FROM epochs WHERE epoch = 1; DELETE FROM snapshots WHERE epoch = 1', /1 epoch missing/],
    ['a figure of no epoch', 'PRAGMA foreign_keys = OFF; DELETE FROM epochs WHERE epoch = 1', /a row of snapshots belongs to nothing/],
    ['a table of another kind', 'ALTER TABLE epochs RENAME COLUMN kl TO klm', /cannot be used|its tables are not those/],
  ])('is not replaced by one of a database that is damaged: %s', async (_, sql, finding) => {
    await makeCopy(file, silent)
    const whole = readFileSync(`${file}.backup`)
    change(sql)
    const outcome = await makeCopy(file, silent)
    expect(outcome).toMatchObject({ outcome: 'damaged', findings: [expect.stringMatching(finding)] })
    expect(readFileSync(`${file}.backup`).equals(whole)).toBe(true)
    expect(names()).toEqual(['workbench.sqlite', 'workbench.sqlite.backup'])
  })

  it('is due when there is none, or the database has changed since yesterday’s', async () => {
    expect(isCopyDue(file)).toBe(true)
    await makeCopy(file, silent)
    expect(isCopyDue(file)).toBe(false)
    const { madeAt } = findCopy(file) ?? { madeAt: 0 }
    expect(isCopyDue(file, madeAt + 2 * dayMilliseconds)).toBe(false)
    utimesSync(file, new Date(), new Date(madeAt + 5000))
    expect(isCopyDue(file, madeAt + dayMilliseconds - 1000)).toBe(false)
    expect(isCopyDue(file, madeAt + dayMilliseconds)).toBe(true)
    // A clock that was set back, or was ahead once: by it nothing has changed since.
    utimesSync(file, new Date(), new Date(madeAt - 400 * dayMilliseconds))
    expect(isCopyDue(file, madeAt - 3600_000)).toBe(false)
    for (const days of [1, 100, 400]) expect(isCopyDue(file, madeAt - days * dayMilliseconds)).toBe(true)
  })

  it('is as old as what it holds, not as its last byte: what is written meanwhile is not in it', async () => {
    const making = makeCopy(file, silent)
    const begun = Date.now()
    // Longer than the clock of the file system takes from one time to the next.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30)
    await making
    expect(findCopy(file)?.madeAt).toBeLessThanOrEqual(begun)
  })
})

describe('a check', () => {
  it('takes for no damage what a run writes and removes meanwhile', async () => {
    const store = Store.open(file)
    const save = (epoch: number, keep: number) => store.saveEpoch(epochRecord(id, epoch, { retention: { periodic: true, best: false, keep } }))
    for (let epoch = 3; epoch < 60; epoch++) save(epoch, 100)
    const removed: number[] = []
    const reached = (done: number) => {
      // By then it is among the checkpoints, most of which now go.
      if (done >= 64) save(store.epochs.next(id), removed.push(done))
      return Promise.resolve()
    }
    const connection = Connection.open(file, { readOnly: true })
    expect(await checkDatabase(connection, { reached })).toEqual([])
    connection.close()
    expect(removed).not.toEqual([])
    store.close()
  })

  it('takes for no damage that a copy was made by an older version, and for damage that it was not sealed or is newer', async () => {
    const of = async (known: readonly Migration[]) => {
      const connection = Connection.open(file)
      try {
        return await checkDatabase(connection, silent, known)
      } finally {
        connection.close()
      }
    }
    const next = { version: 4, run: (connection: Connection) => connection.execute('ALTER TABLE epochs ADD COLUMN more REAL') }
    expect(await of([...migrations, next])).toEqual([])
    change('UPDATE epochs SET loss = 7 WHERE epoch = 2')
    expect(await of([...migrations, next])).toEqual([expect.stringMatching(/epoch 2: the metrics/)])
    expect(await of(migrations.slice(0, 2))).toEqual(['its schema is version 3'])
    change('PRAGMA user_version = 2')
    expect(await of(migrations)).toEqual(['its schema is version 2'])
  })

  it('takes for no damage that SQLite cannot keep half a character', async () => {
    const store = Store.open(file)
    const dataset = { id: 'half', name: 'half \ud83d', height: 2, width: 2, trainClassCounts: [1], testClassCounts: [1], sha256: 'x' }
    store.datasets.insert({ ...dataset, source: 'imported', trainCount: 1, testCount: 1 })
    store.close()
    expect(await makeCopy(file, silent)).toMatchObject({ outcome: 'made' })
  })
})

describe('restoring', () => {
  it.each([
    ['empty', () => truncateSync(file, 0)],
    ['cut short', () => truncateSync(file, 50_000)],
    ['overwritten', () => writeFileSync(file, 'something else '.repeat(10_000))],
    ['gone', () => rmSync(file)],
  ])('is offered where the database is %s, and brings everything back', async (_, damage) => {
    await makeCopy(file, silent)
    damage()
    expect(() => Store.open(file)).toThrow(refusal('database-corrupt', /There is a copy of it from \d+ \w+ \d{4} at \d\d:\d\d: “restore” puts it back/))
    const before = existsSync(file) ? readFileSync(file) : null
    const { keptAs } = await restoreCopy(file, silent)
    expect(epochsDone()).toBe(3)
    expect(keptAs === null ? null : readFileSync(keptAs)).toEqual(before)
    expect(findCopy(file)).not.toBeNull()
  })

  it('keeps the log of the damaged database, too, and can be done again after it was interrupted', async () => {
    await makeCopy(file, silent)
    writeFileSync(`${file}-wal`, 'a log')
    rmSync(file)
    await restoreCopy(file, silent)
    expect(epochsDone()).toBe(3)
    expect(names().filter((name) => /damaged-\d{14}-wal/.test(name))).toHaveLength(1)
  })

  it('is refused, and changes nothing, where the copy is damaged or missing', async () => {
    await expect(restoreCopy(file, silent)).rejects.toThrow(refusal('not-found', 'no copy'))
    await makeCopy(file, silent)
    const copy = new Database(`${file}.backup`)
    copy.exec('UPDATE epochs SET loss = 7')
    copy.close()
    await expect(restoreCopy(file, silent)).rejects.toThrow(refusal('database-corrupt', 'is damaged, too'))
    expect(names()).toEqual(['workbench.sqlite', 'workbench.sqlite.backup'])
    expect(epochsDone()).toBe(3)
  })

  it('twice in a second keeps what either has set aside', async () => {
    await makeCopy(file, silent)
    truncateSync(file, 40_000)
    const damaged = readFileSync(file)
    const first = await restoreCopy(file, silent)
    const second = await restoreCopy(file, silent)
    expect(second.keptAs).not.toBe(first.keptAs)
    expect(readFileSync(first.keptAs ?? '').equals(damaged)).toBe(true)
  })

  it('makes no copy where the disk has no room for one', async () => {
    const place = join(folder, basename(dirname(file)), 'x')
    mkdirSync(place)
    // A sparse file of a petabyte takes no room, and says that it does.
    truncateSync(file, statSync(file).size)
    const huge = join(place, 'workbench.sqlite')
    writeFileSync(huge, '')
    truncateSync(huge, 8e12)
    expect(await makeCopy(huge, silent)).toEqual({ outcome: 'no-room', bytes: 8e12 })
  })
})
