import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, it, vi } from 'vitest'
import { importArchive } from '../../src/main/archive/import-archive.ts'
import { readIdxFile } from '../../src/main/datasets/idx-file.ts'
import { prepareImport } from '../../src/main/datasets/prepare-import.ts'
import { Progress } from '../../src/main/export/progress.ts'
import { runExport } from '../../src/main/export/run-export.ts'
import { makeFolder } from '../../src/main/make-folder.ts'
import { decodeSafetensors, encodeSafetensors } from '../../src/main/store/safetensors.ts'
import { Store } from '../../src/main/store/store.ts'
import { workspaceFiles } from '../../src/main/workspace-files.ts'
import { WorkbenchError } from '../../src/shared/errors.ts'
import { createRandom } from '../../src/shared/maths/random.ts'
import { dataset, makeWorkspace } from '../main/export/experiment-workspace.ts'
import { writeIdxFiles } from '../support/idx-files.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { mutated } from './support/mutate.ts'
import { forge, lengthen, longPlaces, mended } from './support/forge-archive.ts'
import { unreadable } from './support/read-everything.ts'

/*
 * Every parser of files, on mutations of real ones: an error of a known kind or a result, no memory beyond what the file
 * is worth, and nothing left behind by what was refused.
 */

/** For a long version, on a machine that has other things to do. */
vi.setConfig({ testTimeout: 2 * 60 * 60_000 })
/** What a parser of files of some kilobytes may take on top of what it had, whatever a header announces. */
const mostMegabytes = 300
/** And what a value of 170 megabytes may take: a part of it, mostly pages that SQLite keeps. */
const mostOfOneValue = 100
const folder = temporaryFolder('fuzzed files')
const progress = () => new Progress(() => undefined, new AbortController().signal)

/** The most memory that this process has taken since `forgetPeak`, where the system says so; otherwise what it takes now. In megabytes. */
function peak(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '') ?? []
  return kilobytes === undefined ? process.memoryUsage.rss() / 2 ** 20 : Number(kilobytes) / 2 ** 10
}

/** @returns what it takes now, in megabytes */
function forgetPeak(): number {
  if (existsSync('/proc/self/clear_refs')) writeFileSync('/proc/self/clear_refs', '5')
  return process.memoryUsage.rss() / 2 ** 20
}

interface Parser {
  title: string
  short: number
  long?: number
  sample: () => Uint8Array
  /** Parses, or refuses with a WorkbenchError. @returns what is wrong all the same, if anything is */
  parse: (bytes: Uint8Array) => unknown
  mutate?: (bytes: Uint8Array, index: number) => Uint8Array
}

/** Tries a parser, one mutation after another. */
async function fuzz({ title, short, long = 10_000, sample, parse, mutate }: Parser) {
  const tally = new Tally({ title, unit: 'mutations', short, long })
  const original = sample()
  const before = forgetPeak()
  for (let index = 0; index < tally.planned; index++) {
    const bytes = mutate?.(original, index) ?? mutated(original, createRandom(seed, index))
    try {
      const wrong = await parse(bytes)
      if (typeof wrong === 'string') tally.lose(`${title}, mutation ${index}: ${wrong}`)
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError) || thrown.code === 'internal') tally.lose(`${title}, mutation ${index}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
    }
    tally.count()
  }
  const most = peak()
  if (most - before > mostMegabytes) tally.lose(`${title}: took ${Math.round(most - before)} MB for files of ${original.length} bytes`)
  tally.finish()
}

const idx = writeIdxFiles(join(folder, 'idx'), dataset)
const plain = () => readFileSync(idx.images)
const gzipped = () => gzipSync(plain())

function parseIdx(kind: 'images' | 'labels') {
  const file = join(folder, `mutated-${kind}`)
  return (bytes: Uint8Array) => {
    writeFileSync(file, bytes)
    readIdxFile(file, kind)
  }
}

describe('data sets', () => {
  it('images', () => fuzz({ title: 'Mutated IDX images', short: 400, sample: plain, parse: parseIdx('images') }))
  it('labels', () => fuzz({ title: 'Mutated IDX labels', short: 400, sample: () => readFileSync(idx.labels), parse: parseIdx('labels') }))
  it('compressed images', () => fuzz({ title: 'Mutated gzip files', short: 400, sample: gzipped, parse: parseIdx('images') }))

  it('images changed and then compressed, as whoever means harm does', () =>
    fuzz({
      ...{ title: 'Mutated IDX images, compressed', short: 300, sample: plain, parse: parseIdx('images') },
      mutate: (bytes, index) => gzipSync(mutated(bytes, createRandom(seed, index), 16), { level: 1 }),
    }))

  it('whole imports leave nothing of what they refuse', () => {
    const [images, place] = [join(folder, 'images'), join(folder, 'import')]
    return fuzz({
      ...{ title: 'Mutated imports of data sets', short: 100, sample: plain },
      parse(bytes) {
        writeFileSync(images, bytes)
        const target = join(place, 'new')
        try {
          prepareImport({ name: 'Rows', images, labels: idx.labels, test: null }, target)
        } catch (thrown) {
          if (statSync(target, { throwIfNoEntry: false }) !== undefined) return 'a folder was left behind'
          throw thrown
        }
        rmSync(target, { recursive: true })
        return null
      },
    })
  })
})

describe('weights', () => {
  const weights = () =>
    encodeSafetensors(
      {
        'encoder/kernel': { dtype: 'float32', shape: [16, 8], data: new Float32Array(128).fill(0.5) },
        step: { dtype: 'int32', shape: [], data: new Int32Array([7]) },
      },
      { format: '1' },
    )
  it('safetensors', () => fuzz({ title: 'Mutated safetensors', short: 2000, sample: weights, parse: (bytes) => void decodeSafetensors(bytes) }))
})

describe('experiments in one file', () => {
  const archive = join(folder, 'run.manifold')
  const there = join(folder, 'there')
  const file = join(folder, 'mutated.manifold')

  /** A new workspace. */
  function empty() {
    rmSync(there, { recursive: true, force: true })
    makeFolder(there)
    Store.open(workspaceFiles.database(there)).close()
  }

  beforeAll(async () => {
    const here = join(folder, 'here')
    const id = makeWorkspace(here, 3)
    empty()
    await runExport({ directory: here, request: { kind: 'experiment', experimentId: id, out: archive } }, progress())
  })

  /** Imports into a workspace; what was refused has to have left it as it was, what was taken has to be readable. */
  async function importIt(): Promise<string | null> {
    const before = contentOf(there)
    try {
      const { experiment } = await importArchive(there, file, progress())
      const wrong = unreadable(there, experiment.id)
      empty()
      return wrong
    } catch (thrown) {
      if (contentOf(there) !== before) return `refused (${String(thrown)}), and the workspace has changed`
      throw thrown
    }
  }

  it('mutated anywhere', () =>
    fuzz({
      ...{ title: 'Mutated experiments', short: 60, sample: () => readFileSync(archive) },
      parse: (bytes) => {
        writeFileSync(file, bytes)
        return importIt()
      },
      mutate: (bytes, index) => {
        const changed = mutated(bytes, createRandom(seed, index), 4096)
        return index % 2 === 0 ? changed : mended(changed, bytes)
      },
    }))

  it('forged: other values, with hashes that fit', () =>
    fuzz({
      ...{ title: 'Forged experiments', short: 60, long: 3000, sample: () => readFileSync(archive) },
      parse: importIt,
      mutate: (bytes, index) => {
        writeFileSync(file, bytes)
        forge(file, createRandom(seed, index))
        return bytes
      },
    }))

  it('with values that would fill the memory', async () => {
    const tally = new Tally({ title: 'Experiments with endless values', unit: 'files', short: 3, long: longPlaces.length })
    for (let index = 0; index < tally.planned; index++) {
      const place = longPlaces[(seed + index) % longPlaces.length]
      if (place === undefined) throw new Error('There is no place.')
      const say = (what: string) => tally.lose(`${place.bytes} bytes of ${place.table}.${place.column}: ${what}`)
      copyFileSync(archive, file)
      lengthen(file, place)
      const before = forgetPeak()
      try {
        say((await importIt()) ?? 'imported')
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError) || thrown.code === 'internal') say(String(thrown))
      }
      const taken = peak() - before
      if (taken > mostOfOneValue) say(`took ${Math.round(taken)} MB`)
      tally.count()
    }
    tally.finish()
  })
})

/** Names and bytes of the database and of the folders beside it, without what SQLite keeps for itself. */
function contentOf(workspace: string): string {
  const digest = createHash('sha256')
  for (const name of readdirSync(workspace, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/sqlite-(wal|shm)$/.test(name)) continue
    const path = join(workspace, name)
    digest.update(`${name}\0`)
    if (statSync(path).isFile()) digest.update(readFileSync(path))
  }
  return digest.digest('hex')
}
