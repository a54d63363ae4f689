import { copyFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { deleteForRoom } from '../../../src/main/workbench/delete-for-room.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { epochRecord, newExperiment } from './support/records.ts'

const folder = temporaryFolder('replaced')
let files = 0

/** A database in use, with an older copy of it. */
function inUse() {
  const file = join(folder, `${files++}.sqlite`)
  const first = Store.open(file)
  const { id } = newExperiment(first)
  first.saveEpoch(epochRecord(id, 0))
  first.close()
  const older = `${file}.older`
  copyFileSync(file, older)
  const second = Store.open(file)
  // So much that the file grows, as it does with each epoch of a real run.
  for (let more = 0; more < 100; more++) newExperiment(second)
  second.close()
  const store = Store.open(file)
  store.saveEpoch(epochRecord(id, 1))
  return { file, older, store, id }
}

describe.skipIf(process.platform === 'win32')('a database in use', () => {
  it('over which an older copy is put takes nothing more, and leaves the copy whole', () => {
    const { file, older, store, id } = inUse()
    copyFileSync(older, file)
    expect(() => store.saveEpoch(epochRecord(id, 2))).toThrow(refusal('database-replaced', 'an older copy'))
    store.close()
    const copy = Store.open(file)
    expect(copy.epochs.list(id).map(({ epoch }) => epoch)).toEqual([0])
    copy.close()
  })

  it.each<[string, (file: string, older: string) => void]>([
    ['another file takes the place of', (file, older) => renameSync(older, file)],
    ['is emptied:', (file) => writeFileSync(file, '')],
    ['is written over:', (file) => writeFileSync(file, 'x'.repeat(20_000))],
    ['loses its log:', (file) => rmSync(`${file}-wal`)],
  ])('%s it takes nothing more', (_what, happens) => {
    const { file, older, store, id } = inUse()
    happens(file, older)
    expect(() => store.saveEpoch(epochRecord(id, 2))).toThrow(refusal('database-replaced'))
    store.close()
  })

  it('goes on after its own log was copied into it', () => {
    const { store, id } = inUse()
    for (const epoch of [2, 3, 4]) {
      store.shrink()
      store.saveEpoch(epochRecord(id, epoch))
    }
    expect(store.epochs.next(id)).toBe(5)
    store.close()
  })
})

it('a deleted run gives its room back at once, and says how much', () => {
  const { file, store, id } = inUse()
  const before = statSync(file).size + statSync(`${file}-wal`).size
  const { freedBytes, keptBytes } = deleteForRoom(folder, store, id)
  expect(keptBytes).toBe(0)
  expect(statSync(`${file}-wal`).size).toBe(0)
  expect(statSync(file).size).toBeLessThan(before)
  // Its database has another name than a workspace's: nothing of it is counted.
  expect(freedBytes).toBe(0)
  store.close()
})
