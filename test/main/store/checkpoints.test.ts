import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment } from './support/records.ts'

const folder = temporaryFolder('checkpoints')
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

/** Turns one bit of a stored checkpoint round. */
function flipBit(epoch: number, position: (length: number) => number): void {
  withDatabase((database) => {
    const state = database.prepare('SELECT state FROM checkpoints WHERE epoch = ?').pluck().get(epoch) as Buffer
    const at = position(state.length)
    state.writeUInt8(state.readUInt8(at) ^ 0x10, at)
    database.prepare('UPDATE checkpoints SET state = ? WHERE epoch = ?').run(state, epoch)
  })
}

describe('the newest checkpoint', () => {
  it('is none before the first epoch', () => {
    expect(store.checkpoints.latest(id)).toBeNull()
  })

  it('comes back bit for bit', () => {
    const { checkpoint } = epochRecord(id, 0)
    checkpoint.callbacks = { lambda: null, 'a b': { deep: [1.5, 'ü', { x: true }] } }
    store.saveEpoch({ ...epochRecord(id, 0), checkpoint })
    expect(store.checkpoints.latest(id)).toEqual({ ...checkpoint, damaged: [] })
  })

  it('is stored with the SHA-256 of its blob', () => {
    store.saveEpoch(epochRecord(id, 0))
    const { state, sha256 } = withDatabase(
      (database) => database.prepare('SELECT state, sha256 FROM checkpoints').get() as { state: Buffer; sha256: string },
    )
    expect(createHash('sha256').update(state).digest('hex')).toBe(sha256)
  })

  it.each([
    ['its length', () => 0],
    ['its header', () => 40],
    ['its middle', (length: number) => Math.floor(length / 2)],
    ['its last byte', (length: number) => length - 1],
  ])('is passed over for the one before when a bit is wrong in %s', (_, position) => {
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch))
    flipBit(2, position)
    expect(store.checkpoints.latest(id)).toEqual({ ...epochRecord(id, 1).checkpoint, damaged: [2] })
  })

  it('is passed over when it is cut short or another epoch’s', () => {
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch))
    withDatabase((database) => database.exec('UPDATE checkpoints SET state = substr(state, 1, 100) WHERE epoch = 2'))
    expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 1, damaged: [2] })
    withDatabase((database) => {
      const former = `(SELECT state, sha256 FROM checkpoints WHERE epoch = 1)`
      database.exec(`UPDATE checkpoints SET (state, sha256) = ${former} WHERE epoch = 2`)
    })
    expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 1, damaged: [2] })
  })

  it('is passed over when it is gone', () => {
    for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch))
    withDatabase((database) => database.exec('DELETE FROM checkpoints WHERE epoch = 2'))
    expect(store.checkpoints.latest(id)).toMatchObject({ epoch: 1, damaged: [2] })
    withDatabase((database) => database.exec('DELETE FROM checkpoints'))
    expect(() => store.checkpoints.latest(id)).toThrow(refusal('checkpoint-corrupt'))
  })

  it('is said to be missing when all are damaged', () => {
    for (let epoch = 0; epoch < 2; epoch++) store.saveEpoch(epochRecord(id, epoch))
    flipBit(0, () => 60)
    flipBit(1, () => 60)
    expect(() => store.checkpoints.latest(id)).toThrow(refusal('checkpoint-corrupt', 'branch off'))
  })
})

describe('retention', () => {
  const kept = () =>
    store.checkpoints
      .list(id)
      .map(({ epoch, kind }) => `${epoch}:${kind}`)
      .join(' ')

  /** Epochs (and their kinds) that are kept after these were saved; b = best so far, p = periodic. */
  const table: [saved: string, keep: number, kept: string][] = [
    ['-', 2, '0:recent'],
    ['- -', 2, '0:recent 1:recent'],
    ['- - -', 2, '1:recent 2:recent'],
    ['b - - -', 2, '0:best 2:recent 3:recent'],
    ['b - b - -', 2, '2:best 3:recent 4:recent'],
    ['- - - b', 2, '2:recent 3:best'],
    ['p p p p p', 2, '3:periodic 4:periodic'],
    ['p - p - p - -', 2, '2:periodic 4:periodic 5:recent 6:recent'],
    ['p - p - p - -', 1, '4:periodic 5:recent 6:recent'],
    ['p - p - p - -', 1000, '0:periodic 2:periodic 4:periodic 5:recent 6:recent'],
    ['p - p - p - -', 0, '5:recent 6:recent'],
    ['bp - p - p - -', 1, '0:best 4:periodic 5:recent 6:recent'],
    ['bp - bp - p - -', 2, '2:best 4:periodic 5:recent 6:recent'],
    ['bp b b b b b b', 1, '0:periodic 5:recent 6:best'],
  ]

  it.each(table)('of %s with keep %i keeps %s', (saved, keep, left) => {
    for (const [epoch, flags] of saved.split(' ').entries()) {
      store.saveEpoch(epochRecord(id, epoch, { retention: { best: flags.includes('b'), periodic: flags.includes('p'), keep } }))
    }
    expect(kept()).toBe(left)
    expect(store.checkpoints.latest(id)?.epoch).toBe(saved.split(' ').length - 1)
  })

  it('leaves other experiments’ checkpoints alone', () => {
    const other = newExperiment(store, 'Other').id
    for (let epoch = 0; epoch < 4; epoch++) {
      store.saveEpoch(epochRecord(id, epoch, { retention: { best: true, periodic: true, keep: 9 } }))
    }
    for (let epoch = 0; epoch < 4; epoch++) {
      store.saveEpoch(epochRecord(other, epoch, { retention: { best: true, periodic: false, keep: 0 } }))
    }
    expect(kept()).toBe('0:periodic 1:periodic 2:periodic 3:best')
  })

  it('says how large each is', () => {
    store.saveEpoch(epochRecord(id, 0))
    const length = withDatabase((database) => database.prepare('SELECT length(state) FROM checkpoints').pluck().get())
    expect(store.checkpoints.list(id)).toEqual([{ epoch: 0, kind: 'recent', bytes: length }])
  })
})
