import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { experimentStatuses } from '../../../src/shared/experiment/experiment.ts'
import { encodeSafetensors } from '../../../src/main/store/safetensors.ts'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startChild } from './support/child.ts'
import { databaseIn, epochRecord, metrics, newExperiment, snapshot, weights } from './support/records.ts'

const folder = temporaryFolder('store')
let file: string
let store: Store
let id: string

beforeEach(() => {
  file = databaseIn(folder)
  store = Store.open(file)
  ;({ id } = newExperiment(store))
})
afterEach(() => store.close())

function withDatabase<Result>(body: (database: Database.Database) => Result): Result {
  const database = new Database(file)
  try {
    return body(database)
  } finally {
    database.close()
  }
}

/** Rows of everything that an epoch leaves, by table. */
function rows(): unknown {
  return withDatabase((database) =>
    Object.fromEntries(
      ['epochs', 'snapshots', 'checkpoints'].map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]),
    ),
  )
}

describe('saving an epoch', () => {
  it('keeps its metrics as they are', () => {
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch))
    expect(store.epochs.list(id)).toEqual([metrics(0), metrics(1), metrics(2)])
    expect(store.epochs.list(id, 1)).toEqual([metrics(1), metrics(2)])
    expect(store.epochs.list(id, 3)).toEqual([])
    expect(store.epochs.list('nonesuch')).toEqual([])
  })

  it.each([1, 2, -1, 0.5])('refuses epoch %d where 0 is the next', (epoch) => {
    expect(() => store.saveEpoch(epochRecord(id, epoch))).toThrow(refusal('internal', 'the next one is 0'))
    expect(store.experiments.get(id).epochsDone).toBe(0)
  })

  it('refuses an epoch twice', () => {
    store.saveEpoch(epochRecord(id, 0))
    expect(() => store.saveEpoch(epochRecord(id, 0))).toThrow(refusal('internal', 'the next one is 1'))
  })

  it('refuses parts of different epochs', () => {
    const { checkpoint } = epochRecord(id, 1)
    expect(() => store.saveEpoch({ ...epochRecord(id, 0), checkpoint })).toThrow(refusal('internal', 'epoch 0'))
    expect(() => store.saveEpoch(epochRecord(id, 0, { snapshot: snapshot(1) }))).toThrow(refusal('internal', 'epoch 0'))
  })

  it.each(['loss', 'valKl', 'learningRate', 'endedAt'] as const)('refuses a %s that is not a number', (name) => {
    const record = epochRecord(id, 0, { metrics: { ...metrics(0), [name]: NaN } })
    expect(() => store.saveEpoch(record)).toThrow(refusal('invalid-parameter', 'not a number'))
    expect(rows()).toEqual({ epochs: [], snapshots: [], checkpoints: [] })
  })

  it('keeps KL per dimension as it is, and epochs without', () => {
    const perDimension = [0.1, 6.4].map(Math.fround)
    store.saveEpoch(epochRecord(id, 0, { metrics: { ...metrics(0), valKlPerDimension: perDimension } }))
    store.saveEpoch(epochRecord(id, 1, { metrics: { ...metrics(1), valKlPerDimension: null } }))
    expect(store.epochs.list(id).map(({ valKlPerDimension }) => valKlPerDimension)).toEqual([perDimension, null])
    const wrong = epochRecord(id, 2, { metrics: { ...metrics(2), valKlPerDimension: [1, NaN] } })
    expect(() => store.saveEpoch(wrong)).toThrow(refusal('invalid-parameter', 'not a number'))
  })

  it.each([
    ['the checkpoint cannot be written', 'BEFORE INSERT ON checkpoints'],
    ['the snapshot cannot be written', 'BEFORE INSERT ON snapshots'],
    ['the checkpoints past their time cannot be dropped', 'BEFORE DELETE ON checkpoints'],
    ['the last row was written', 'AFTER INSERT ON checkpoints'],
  ])('keeps nothing of it when it fails as %s', (_, moment) => {
    for (let epoch = 0; epoch < 2; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
    const before = rows()
    withDatabase((database) => database.exec(`CREATE TRIGGER failure ${moment} BEGIN SELECT RAISE(ABORT, 'no luck'); END`))
    expect(() => store.saveEpoch(epochRecord(id, 2, { snapshot: snapshot(2) }))).toThrow('no luck')
    expect(rows()).toEqual(before)
    withDatabase((database) => database.exec('DROP TRIGGER failure'))
    store.saveEpoch(epochRecord(id, 2, { snapshot: snapshot(2) }))
    expect(store.experiments.get(id).epochsDone).toBe(3)
  })

  it('goes on after the process was killed, with whole epochs only', async () => {
    for (let kill = 0; kill < 3; kill++) {
      const child = await startChild('save-epochs', file, id)
      await child.line()
      await new Promise((resolve) => setTimeout(resolve, 40 + 37 * kill))
      await child.kill()

      const seen = Store.open(file)
      const done = seen.experiments.get(id).epochsDone
      expect(done).toBeGreaterThan(kill)
      expect(seen.epochs.list(id).map(({ epoch }) => epoch)).toEqual(Array.from({ length: done }, (_, epoch) => epoch))
      expect(seen.snapshots.epochs(id)).toHaveLength(done)
      expect(seen.checkpoints.latest(id)).toMatchObject({ epoch: done - 1, damaged: [] })
      const kept = encodeSafetensors(seen.snapshots.weights(id, done - 1) ?? {})
      expect(Buffer.compare(kept, encodeSafetensors(weights(done - 1, 250_000)))).toBe(0)
      seen.close()
      const checks = withDatabase((database) => [database.pragma('integrity_check'), database.pragma('foreign_key_check')])
      expect(checks).toEqual([[{ integrity_check: 'ok' }], []])
    }
  })

  it('says so when the database was deleted or moved, instead of writing into the void', () => {
    renameSync(file, `${file}.moved`)
    expect(() => store.saveEpoch(epochRecord(id, 0))).toThrow(refusal('not-found', 'moved or deleted'))
    expect(() => newExperiment(store)).toThrow(refusal('not-found', 'moved or deleted'))
    renameSync(`${file}.moved`, file)
    store.saveEpoch(epochRecord(id, 0))

    rmSync(dirname(file), { recursive: true })
    expect(() => store.saveEpoch(epochRecord(id, 1))).toThrow(refusal('not-found', 'moved or deleted'))
  })
})

const canMount = (() => {
  try {
    mkdirSync(`${folder}/probe`)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', `${folder}/probe`], { stdio: 'ignore' })
    execFileSync('umount', [`${folder}/probe`])
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!canMount)('a full disk', () => {
  const disk = `${folder}/disk`

  beforeEach(() => {
    mkdirSync(disk, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk])
  })
  afterEach(() => execFileSync('umount', [disk]))

  it('is said to be full, and costs nothing that was saved', () => {
    const small = Store.open(`${disk}/workbench.sqlite`)
    const experiment = newExperiment(small)
    const save = (epoch: number) => {
      small.saveEpoch(epochRecord(experiment.id, epoch, { snapshot: snapshot(epoch, weights(epoch, 80_000)) }))
    }
    let saved = 0
    expect(() => {
      for (; saved < 100; saved++) save(saved)
    }).toThrow(refusal('disk-full', 'what was saved before is safe'))
    expect(saved).toBeGreaterThan(1)
    expect(small.experiments.get(experiment.id).epochsDone).toBe(saved)
    expect(() => save(saved)).toThrow(refusal('disk-full', 'full'))
    execFileSync('mount', ['-o', 'remount,size=32m', disk])
    save(saved)
    small.close()
    const again = Store.open(`${disk}/workbench.sqlite`)
    expect(again.experiments.get(experiment.id).epochsDone).toBe(saved + 1)
    again.close()
  })

  it('is said to be full when there is no room for a workspace at all', () => {
    execFileSync('mount', ['-o', 'remount,size=40k', disk])
    expect(() => Store.open(`${disk}/workbench.sqlite`)).toThrow(refusal('disk-full', 'full'))
    expect(execFileSync('ls', ['-A', disk], { encoding: 'utf8' })).toBe('')
  })
})

describe('going back', () => {
  it('forgets the epochs after a checkpoint, so that they can be trained again', () => {
    for (let epoch = 0; epoch < 5; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
    withDatabase((database) => database.exec(`UPDATE checkpoints SET sha256 = '' WHERE epoch = 4`))
    expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 3, damaged: [4] })
    store.rewind(id, 3)
    expect(store.epochs.list(id)).toHaveLength(4)
    expect(store.snapshots.epochs(id)).toEqual([0, 1, 2, 3])
    expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 3, damaged: [] })
    store.saveEpoch(epochRecord(id, 4))
    store.rewind(id, -1)
    expect(rows()).toEqual({ epochs: [], snapshots: [], checkpoints: [] })
    expect(() => store.rewind('nonesuch', 0)).toThrow(refusal('unknown-experiment', 'nonesuch'))
  })
})

describe('the store', () => {
  it('marks the runs that a dead program left as interrupted, and no others', () => {
    const ids = experimentStatuses.map((status) => store.experiments.setStatus(newExperiment(store, status).id, status).id)
    expect(store.markInterrupted().sort()).toEqual(ids.slice(1, 4).sort())
    expect(ids.map((each) => store.experiments.get(each).status)).toEqual([
      ...['created', 'interrupted', 'interrupted', 'interrupted'],
      ...['stopped', 'interrupted', 'failed', 'completed'],
    ])
  })

  it('makes several changes as one', () => {
    expect(() =>
      store.transaction(() => {
        store.experiments.rename(id, 'Second')
        throw new Error('no luck')
      }),
    ).toThrow('no luck')
    expect(store.experiments.get(id).name).toBe('First')
  })

  it('uses the space of removed experiments again, and gives it back when it is closed', () => {
    const fill = () => {
      const { id: filled } = newExperiment(store, 'Large')
      for (let epoch = 0; epoch < 20; epoch++) {
        store.saveEpoch(epochRecord(filled, epoch, { snapshot: snapshot(epoch, weights(epoch, 250_000)) }))
      }
      withDatabase((database) => database.pragma('wal_checkpoint(PASSIVE)'))
      return filled
    }
    const first = fill()
    const full = statSync(file).size
    expect(full).toBeGreaterThan(20e6)
    store.experiments.remove(first)
    const second = fill()
    expect(statSync(file).size).toBeLessThan(full * 1.1)
    store.experiments.remove(second)
    store.close()
    expect(statSync(file).size).toBeLessThan(10e6)
    store = Store.open(file)
    expect(store.experiments.list()).toHaveLength(1)
  })

  it('keeps its log short', () => {
    for (let epoch = 0; epoch < 16; epoch++) {
      const checkpoint = { epoch, globalStep: 1, state: weights(epoch, 1_400_000), callbacks: {} }
      store.saveEpoch(epochRecord(id, epoch, { checkpoint }))
      expect(statSync(`${file}-wal`).size).toBeLessThan(64 * 2 ** 20)
    }
  })
})
