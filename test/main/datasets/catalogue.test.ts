import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import type { Dataset } from '../../../src/main/datasets/dataset.ts'
import { prepareImport } from '../../../src/main/datasets/prepare-import.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import type { ErrorCode } from '../../../src/shared/errors.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { idxBytes } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { CatalogueWorkspace, dataset } from './catalogue-workspace.ts'

const folder = temporaryFolder('catalogue')
let place: CatalogueWorkspace
let workspace: string
let source: string
let store: Store
let catalogue: DatasetCatalogue

beforeEach(() => {
  place = new CatalogueWorkspace(folder)
  ;({ directory: workspace, source, store, catalogue } = place)
})
afterEach(() => place.store.close())

const write = (from: Dataset = dataset) => place.write(from)
const imported = () => place.imported()

function countsOf(labels: Uint8Array, classes: number): number[] {
  return Array.from({ length: classes }, (_, label) => labels.filter((each) => each === label).length)
}

describe('importing', () => {
  it('copies the files, compressed, and says what is in them', () => {
    const files = write()
    const summary = catalogue.import({ name: 'Rows', ...files })
    const classes = 1 + Math.max(...dataset.train.labels, ...dataset.test.labels)
    const digest = createHash('sha256')
    for (const path of [files.images, files.labels, files.test.images, files.test.labels]) digest.update(readFileSync(path))
    expect(summary).toEqual({
      ...{ id: 'rows', name: 'Rows', source: 'imported', height: 5, width: 5, trainCount: 40, testCount: 12 },
      trainClassCounts: countsOf(dataset.train.labels, classes),
      testClassCounts: countsOf(dataset.test.labels, classes),
      sha256: digest.digest('hex'),
    })
    expect(catalogue.list().map(({ id }) => id)).toEqual(['mnist', 'rows'])
    expect(catalogue.get('rows')).toEqual(summary)
    const place = join(workspace, 'datasets', 'rows')
    expect(readdirSync(place).sort()).toEqual([
      ...['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'],
      ...['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    ])
    expect(gunzipSync(readFileSync(join(place, 'train-images-idx3-ubyte.gz'))).equals(readFileSync(files.images))).toBe(true)
  })

  it('gives the same images back, in another program too, without the files they came from', () => {
    catalogue.import({ name: 'Rows', ...write() })
    rmSync(source, { recursive: true })
    for (const each of [catalogue, new DatasetCatalogue(store, workspace, resourcesDirectory())]) {
      const loaded = each.load('rows')
      expect({ ...loaded, id: dataset.id }).toEqual(dataset)
    }
  })

  it('takes test files that lie beside the training files, compressed or not', () => {
    const { images, labels, test } = write()
    writeFileSync(`${test.images}.gz`, gzipSync(readFileSync(test.images)))
    rmSync(test.images)
    const summary = catalogue.import({ name: 'Rows', images, labels, test: null })
    expect(summary).toMatchObject({ trainCount: 40, testCount: 12 })
  })

  it.each([[40, 4], [9, 1], [2, 1], [59, 5]])('of %i images without test files holds the last %i out', (count, held) => {
    const { train } = syntheticDataset({ size: 5, train: count, test: 1 })
    const { images, labels, test } = write({ ...dataset, train })
    rmSync(test.labels)
    const { id, ...summary } = catalogue.import({ name: 'Rows', images, labels, test: null })
    expect(summary).toMatchObject({ trainCount: count - held, testCount: held })
    const loaded = catalogue.load(id)
    expect([...loaded.train.images, ...loaded.test.images]).toEqual([...train.images])
    expect([...loaded.train.labels, ...loaded.test.labels]).toEqual([...train.labels])
    expect(loaded.test.labels).toHaveLength(held)
  })

  it('gives every data set an id of its own, and MNIST’s to none', () => {
    const files = write()
    const ids = ['MNIST', 'mnist!', 'Größe', 'Grosse'].map((name) => catalogue.import({ name, ...files }).id)
    expect(ids).toEqual(['mnist-2', 'mnist-3', 'grosse', 'grosse-2'])
    expect(imported()).toEqual([...ids].sort())
    expect(catalogue.list().map(({ id }) => id)).toEqual(['mnist', ...ids])
  })

  it('takes any byte for a label, and counts as many classes', () => {
    const labels = dataset.test.labels.slice().fill(255, 0, 2)
    const files = write({ ...dataset, test: { ...dataset.test, labels } })
    const { trainClassCounts, testClassCounts } = catalogue.import({ name: 'x', ...files })
    expect(trainClassCounts).toHaveLength(256)
    expect(testClassCounts).toHaveLength(256)
    expect(testClassCounts[255]).toBe(2)
  })

  it('does not take the place of a folder that is there', () => {
    mkdirSync(join(workspace, 'datasets', 'rows'), { recursive: true })
    expect(catalogue.import({ name: 'Rows', ...write() }).id).toBe('rows-2')
  })

  it('clears away what a killed import left a day ago', () => {
    const place = join(workspace, 'datasets')
    mkdirSync(join(place, '.importing-old'), { recursive: true })
    mkdirSync(join(place, '.importing-new'))
    utimesSync(join(place, '.importing-old'), 0, Date.now() / 1000 - 25 * 3600)
    catalogue.import({ name: 'Rows', ...write() })
    expect(imported()).toEqual(['.importing-new', 'rows'])
  })
})

describe('an import that fails', () => {
  const fails: [what: string, code: ErrorCode, text: string, spoil: (files: ReturnType<typeof write>) => object][] = [
    ['no name', 'invalid-parameter', 'name', () => ({ name: ' ' })],
    ['labels that are fewer', 'invalid-dataset', '40 images', ({ labels }) => {
      writeFileSync(labels, idxBytes([39], new Uint8Array(39)))
      return {}
    }],
    ['test labels that are fewer', 'invalid-dataset', '12 images', ({ test }) => {
      writeFileSync(test.labels, idxBytes([11], new Uint8Array(11)))
      return {}
    }],
    ['test images of another size', 'invalid-dataset', '5 × 5 pixels', ({ test }) => {
      writeFileSync(test.images, idxBytes([12, 5, 4], new Uint8Array(12 * 20)))
      return {}
    }],
    [
      ...(['files in the wrong order', 'invalid-dataset', 'the other way round'] as const),
      (files) => ({ images: files.labels, labels: files.images }),
    ],
    ['a file that is not there', 'not-found', 'does not exist', ({ images }) => ({ images: `${images}x` })],
    ['a folder', 'invalid-dataset', 'is a folder', () => ({ images: source })],
    ['one image and no test files', 'invalid-dataset', 'a single image', ({ images, labels, test }) => {
      writeFileSync(images, idxBytes([1, 5, 5], new Uint8Array(25)))
      writeFileSync(labels, idxBytes([1], new Uint8Array(1)))
      rmSync(test.images)
      return { test: null }
    }],
  ]

  it.each(fails)('with %s leaves nothing', (_, code, text, spoil) => {
    const files = write()
    const request = { name: 'Rows', ...files, ...spoil(files) }
    expect(() => catalogue.import(request)).toThrow(refusal(code, text))
    expect(imported()).toEqual([])
    expect(catalogue.list()).toHaveLength(1)
  })

  it('at the last moment leaves nothing', () => {
    const database = new Database(join(workspace, 'workbench.sqlite'))
    database.exec(`CREATE TRIGGER failure BEFORE INSERT ON datasets BEGIN SELECT RAISE(ABORT, 'no luck'); END`)
    expect(() => catalogue.import({ name: 'Rows', ...write() })).toThrow('no luck')
    expect(imported()).toEqual([])
    database.exec('DROP TRIGGER failure')
    database.close()
    expect(catalogue.import({ name: 'Rows', ...write() }).id).toBe('rows')
  })

  it('because the workspace is gone does not bring it back', () => {
    const files = write()
    const [folder, moved] = [catalogue.unfinishedFolder(), `${workspace} elsewhere`]
    renameSync(workspace, moved)
    const there = (path: string) => path.replace(workspace, moved)
    const request = { name: 'Rows', images: there(files.images), labels: there(files.labels), test: null }
    expect(() => catalogue.import(request)).toThrow(refusal('not-found', 'was moved or deleted'))
    // Also one that had begun before.
    expect(() => prepareImport(request, folder)).toThrow(refusal('not-found', join(workspace, 'datasets')))
    expect(existsSync(workspace)).toBe(false)
    renameSync(moved, workspace)
    expect(catalogue.import({ name: 'Rows', ...files })).toMatchObject({ id: 'rows' })
  })

  it('because its place is taken by a file says so', () => {
    const files = write()
    writeFileSync(join(workspace, 'datasets'), '')
    expect(() => catalogue.import({ name: 'Rows', ...files })).toThrow(refusal('usage', 'datasets'))
    expect(catalogue.list()).toHaveLength(1)
  })
})

describe('loading', () => {
  it('knows no other data sets', () => {
    expect(() => catalogue.load('nonesuch')).toThrow(refusal('unknown-dataset', 'mnist'))
    expect(() => catalogue.get('../../etc')).toThrow(refusal('unknown-dataset', '../../etc'))
  })

  const changes: [what: string, spoil: (place: string) => void, code: ErrorCode, text: string][] = [
    ['exchanged', (place: string) => {
      renameSync(join(place, 't10k-labels-idx1-ubyte.gz'), join(place, 'kept'))
      writeFileSync(join(place, 't10k-labels-idx1-ubyte.gz'), gzipSync(idxBytes([12], new Uint8Array(12))))
    }, 'invalid-dataset', 'not those that belong there. Import it again'],
    ['damaged', (place: string) => {
      writeFileSync(join(place, 'train-images-idx3-ubyte.gz'), 'damaged')
    }, 'invalid-dataset', 'train-images-idx3-ubyte.gz'],
    ['deleted', (place: string) => rmSync(place, { recursive: true }), 'invalid-dataset', 'is not in this workspace'],
  ]

  it.each(changes)('says so when the files were %s', (_, spoil, code, text) => {
    catalogue.import({ name: 'Rows', ...write() })
    spoil(join(workspace, 'datasets', 'rows'))
    expect(() => catalogue.load('rows')).toThrow(refusal(code, text))
  })

  it('follows no path that the database might name', () => {
    catalogue.import({ name: 'Rows', ...write() })
    const database = new Database(join(workspace, 'workbench.sqlite'))
    database.exec(`UPDATE datasets SET id = '../rows'`)
    database.close()
    expect(() => catalogue.load('../rows')).toThrow(refusal('database-corrupt', '../rows'))
  })
})

describe('MNIST', () => {
  it('is listed without being read', () => {
    const nowhere = new DatasetCatalogue(store, workspace, join(folder, 'nowhere'))
    expect(nowhere.list()).toMatchObject([{ id: 'mnist', source: 'bundled', trainCount: 60_000, testCount: 10_000 }])
    expect(() => nowhere.load('mnist')).toThrow(refusal('not-found', 'nowhere'))
  })

  it('is what its summary says, and loads in half a second', () => {
    const summary = catalogue.get('mnist')
    // Time on the processor: what else the machine does does not count.
    const taken = [0, 0].map(() => {
      const start = process.cpuUsage()
      new DatasetCatalogue(store, workspace, resourcesDirectory()).load('mnist')
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    })
    expect(Math.min(...taken)).toBeLessThan(500)

    const { height, width, train, test } = catalogue.load('mnist')
    expect({ height, width }).toEqual({ height: 28, width: 28 })
    expect(train.images).toHaveLength(60_000 * 784)
    expect(test.images).toHaveLength(10_000 * 784)
    expect(countsOf(train.labels, 10)).toEqual(summary.trainClassCounts)
    expect(countsOf(test.labels, 10)).toEqual(summary.testClassCounts)
    // The first training image is the well-known 5, its brightest row a stroke from left to right.
    expect([...train.labels.subarray(0, 5), ...test.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9, 7, 2, 1, 0, 4])
    expect([...train.images.subarray(5 * 28 + 12, 5 * 28 + 24)]).toEqual([3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127])
  })
})
