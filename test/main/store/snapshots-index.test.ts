import Database from 'better-sqlite3'
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, it } from 'vitest'
import { Store } from '../../../src/main/store/store.ts'
import { toWorkbenchError } from '../../../src/shared/errors.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment, snapshot } from './support/records.ts'

/*
 * Which epochs have a snapshot or a checkpoint is read from an index alone, which no seal covers. With any of its bits turned
 * round what is read is what was written or less, or is said to be damaged: nobody is told that a snapshot does not exist which is
 * listed, or is given an epoch that is none.
 */
const folder = temporaryFolder('index')
let file: string
let ids: string[]

beforeEach(() => {
  file = databaseIn(folder)
  const store = Store.open(file)
  ids = ['One', 'Two'].map((name) => newExperiment(store, name).id)
  for (const id of ids) for (let epoch = 0; epoch < 3; epoch++) store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch) }))
  store.close()
})

/** Where the entries of an index lie in the file. */
function entriesOf(index: string, bytes: Buffer): { from: number; to: number } {
  const database = new Database(file, { readonly: true })
  const pageBytes = database.pragma('page_size', { simple: true }) as number
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(index) as number
  database.close()
  const start = (page - 1) * pageBytes
  // https://sqlite.org/fileformat2.html#b_tree_pages: a leaf, and where its content begins.
  expect(bytes.readUInt8(start)).toBe(0x0a)
  return { from: start + bytes.readUInt16BE(start + 5), to: start + pageBytes }
}

function readSnapshots(store: Store, id: string): string {
  const epochs = store.snapshots.epochs(id)
  return JSON.stringify(epochs.map((epoch) => [epoch, store.snapshots.get(id, epoch).reconstructions.at(-1), store.snapshots.weights(id, epoch) !== null]))
}

function readCheckpoints(store: Store, id: string): string {
  const { damaged = [] } = store.checkpoints.latest(id) ?? {}
  if (!damaged.every(Number.isSafeInteger)) return `says of ${JSON.stringify(damaged)} that they are damaged`
  return JSON.stringify(store.checkpoints.list(id).map(({ epoch }) => [epoch, epoch, true]))
}

it.each([
  ['snapshots', readSnapshots, ['[0,0,true]', '[1,1,true]', '[2,2,true]']],
  ['checkpoints', readCheckpoints, ['[1,1,true]', '[2,2,true]']],
] as const)('with any bit of the index of %s turned round nothing is made up', (table, read, whole) => {
  const bytes = readFileSync(file)
  const { from, to } = entriesOf(`sqlite_autoindex_${table}_1`, bytes)
  expect(to - from).toBeGreaterThan(40)
  const wrong: string[] = []
  let told = 0
  for (let bit = 8 * from; bit < 8 * to; bit++) {
    const [at, mask] = [bit >> 3, 1 << (bit & 7)]
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ mask, at)
    writeFileSync(file, changed)
    const store = Store.open(file, { readOnly: true })
    for (const id of ids) {
      try {
        const found = read(store, id)
        const left = whole.filter((part) => found.includes(part))
        if (found !== `[${left.join(',')}]`) wrong.push(`bit ${mask} of byte ${at - from}: ${found}`)
      } catch (thrown) {
        const { code, message } = toWorkbenchError(thrown)
        if (code === 'database-corrupt' || code === 'checkpoint-corrupt') told++
        else wrong.push(`bit ${mask} of byte ${at - from}: ${code}: ${message}`)
      }
    }
    store.close()
  }
  expect(wrong).toEqual([])
  expect(told).toBeGreaterThan(0)
})
