import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, it } from 'vitest'
import { checkDatabase } from '../../src/main/store/check-database.ts'
import { Connection } from '../../src/main/store/connection.ts'
import { makeCopy, restoreCopy } from '../../src/main/store/copies.ts'
import type { Snapshot } from '../../src/main/store/records.ts'
import { Store } from '../../src/main/store/store.ts'
import { WorkbenchError, type ErrorCode } from '../../src/shared/errors.ts'
import { createRandom, type Random } from '../../src/shared/maths/random.ts'
import { epochRecord, metrics, newExperiment, snapshot, weights } from '../main/store/support/records.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/*
 * A byte of the database becomes another one, or its end is cut off. Either the next start or a check notices, and the copy brings
 * everything back; or all that the application reads is what it was. Never is anything wrong without a word.
 */
const folder = temporaryFolder('flipped bytes')
const base = join(folder, 'base', 'workbench.sqlite')
const file = join(folder, 'damaged', 'workbench.sqlite')
const flips = new Tally({ title: 'Bytes of the database flipped', unit: 'bytes', short: 200, long: 5000 })
const cuts = new Tally({ title: 'Database cut short', unit: 'cuts', short: 20, long: 300 })
afterAll(() => flips.finish())
afterAll(() => cuts.finish())

/** What an application tells its user of, in words that fit. */
const told: readonly ErrorCode[] = ['database-corrupt', 'database-newer', 'checkpoint-corrupt']
const silent = { reached: () => Promise.resolve() }
let original: unknown

beforeAll(async () => {
  mkdirSync(dirname(file))
  const store = Store.open(base)
  for (const name of ['One', 'Two']) {
    const { id } = newExperiment(store, name)
    store.experiments.annotate(id, { notes: `Notes of ${name}` })
    store.learningRates.insert(id, { epoch: 1, step: 3, learningRate: 2e-3, changedAt: 1_700_000_000_000 })
    for (let epoch = 0; epoch < 5; epoch++) {
      store.saveEpoch(epochRecord(id, epoch, { snapshot: figures(epoch), retention: { periodic: true, best: epoch === 2, keep: 2 } }))
    }
  }
  const counts = { trainClassCounts: [5, 5], testClassCounts: [1, 1], trainCount: 10, testCount: 2 }
  store.datasets.insert({ id: 'rows', name: 'Rows', source: 'imported', height: 8, width: 8, ...counts, sha256: 'a'.repeat(64) })
  original = everythingIn(store)
  store.close()
  const { outcome } = await makeCopy(base, silent)
  if (outcome !== 'made') throw new Error(`The copy: ${outcome}`)
})

/** Larger figures than weights, which have had a hash for longer. */
function figures(epoch: number): Snapshot {
  const pixels = (count: number) => Uint8Array.from({ length: count }, (_, index) => (index * 7 + epoch) % 251)
  const latents = Float32Array.from({ length: 400 }, (_, index) => Math.sin(index + epoch))
  return { ...snapshot(epoch, weights(epoch, 400)), originals: pixels(640), reconstructions: pixels(640), manifold: pixels(4096), manifoldSide: 8, latents }
}

/** Where metrics, learning rates, names, notes and configurations lie, which are a small part of the file. */
function vitalPlaces(bytes: Buffer): number[] {
  const real = (value: number) => {
    const encoded = Buffer.alloc(8)
    encoded.writeDoubleBE(value)
    return encoded
  }
  const { loss, valLoss, valReconstruction } = metrics(3)
  const sought = [real(loss), real(valLoss), real(valReconstruction), real(2e-3), Buffer.from('Notes of'), Buffer.from('"learningRate":')]
  return sought.flatMap((value) => {
    const places: number[] = []
    for (let at = bytes.indexOf(value); at >= 0; at = bytes.indexOf(value, at + 1)) places.push(...Array.from(value.keys(), (offset) => at + offset))
    if (places.length === 0) throw new Error('Nothing is where it was sought')
    return places
  })
}

/** All that any part of the application reads. */
function everythingIn(store: Store) {
  return {
    datasets: store.datasets.list(),
    experiments: store.experiments.list().map((experiment) => {
      const { id } = experiment
      const epochs = store.epochs.list(id)
      return {
        ...{ experiment, epochs, rates: store.learningRates.list(id), checkpoints: store.checkpoints.list(id) },
        latest: store.checkpoints.latest(id),
        series: store.epochs.series({ experimentId: id, fromEpoch: 0, columns: ['loss', 'valLoss', 'valKl'], perDimension: true }),
        snapshots: store.snapshots.epochs(id).map((epoch) => [store.snapshots.get(id, epoch), store.snapshots.weights(id, epoch)]),
      }
    }),
  }
}

/** null: nothing is wrong with what is read. @returns otherwise how the damage was noticed; throws what no user should see */
async function notice(): Promise<string | null> {
  try {
    const store = Store.open(file)
    try {
      if (isDeepStrictEqual(everythingIn(store), original)) return null
    } finally {
      store.close()
    }
    const connection = Connection.open(file, { readOnly: true })
    try {
      const findings = await checkDatabase(connection, silent)
      return findings[0] ?? 'silence'
    } finally {
      connection.close()
    }
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && told.includes(thrown.code)) return thrown.message
    throw thrown
  }
}

async function tryDamage(tally: Tally, what: string, damage: () => void): Promise<void> {
  for (const suffix of ['-wal', '-shm', '']) rmSync(`${file}${suffix}`, { force: true })
  copyFileSync(base, file)
  copyFileSync(`${base}.backup`, `${file}.backup`)
  damage()
  tally.count()
  try {
    const noticed = await notice()
    if (noticed === null) return
    if (noticed === 'silence') tally.lose(`${what} is not noticed`)
    await restoreCopy(file, silent)
    if ((await notice()) !== null) tally.lose(`${what} is not repaired: ${String(await notice())}`)
  } catch (thrown) {
    tally.lose(`${what}: ${String(thrown)}`)
  }
}

const positionIn = (random: Random, { length }: Uint8Array) => random.below(length)

it('notices every flipped byte that matters, and repairs it from the copy', async () => {
  const random = createRandom(seed, 2)
  const bytes = readFileSync(base)
  const vital = vitalPlaces(bytes)
  for (let flip = 0; flip < flips.planned; flip++) {
    // A quarter within the first page, which is the header and the schema, and a quarter where a single number or word counts.
    const places = [random.below(16_384), vital[random.below(vital.length)] ?? 0, positionIn(random, bytes), positionIn(random, bytes)]
    const at = places[flip % 4] ?? 0
    const bit = 1 << random.below(8)
    await tryDamage(flips, `bit ${bit} of byte ${at}`, () => {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ bit, at)
      writeFileSync(file, changed)
    })
  }
})

it('notices every cut, and repairs it from the copy', async () => {
  const random = createRandom(seed, 3)
  const bytes = readFileSync(base)
  for (let cut = 0; cut < cuts.planned; cut++) {
    const length = positionIn(random, bytes)
    await tryDamage(cuts, `cut to ${length} bytes`, () => truncateSync(file, length))
  }
})
