import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { DatasetImporter } from '../../../src/main/datasets/importer.ts'
import { SamplesThread } from '../../../src/main/datasets/samples-thread.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { Store } from '../../../src/main/store/store.ts'
import type { ImportProgress } from '../../../src/shared/contract/datasets.ts'
import { idxBytes, writeIdxFiles } from '../../support/idx-files.ts'
import { refusal } from '../../support/refusal.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('importer')
const mnist = join(resourcesDirectory(), 'datasets', 'mnist')
const mnistFiles = {
  images: join(mnist, 'train-images-idx3-ubyte.gz'),
  labels: join(mnist, 'train-labels-idx1-ubyte.gz'),
  test: null,
}
let workspace: string
let store: Store
let catalogue: DatasetCatalogue
let importer: DatasetImporter
let samples: SamplesThread

beforeEach(() => {
  workspace = join(folder, randomUUID())
  store = Store.open(join(workspace, 'workbench.sqlite'))
  catalogue = new DatasetCatalogue(store, workspace, resourcesDirectory())
  importer = new DatasetImporter(catalogue)
  samples = new SamplesThread()
})
afterEach(async () => {
  await Promise.all([importer.close(), samples.close()])
  store.close()
})

function left(): string[] {
  const place = join(workspace, 'datasets')
  return existsSync(place) ? readdirSync(place) : []
}

/** The longest time, in milliseconds, that this thread did nothing else while the work went on. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  await work()
  delays.disable()
  return delays.max / 1e6
}

describe('importing beside the caller', () => {
  it('does what an import in the caller does', async () => {
    const { testImages, testLabels, ...train } = writeIdxFiles(join(workspace, 'idx'), syntheticDataset({ size: 5 }))
    const request = { ...train, test: { images: testImages, labels: testLabels } }
    const { id, name, ...content } = await importer.import({ name: 'Beside', ...request })
    expect({ id, name }).toEqual({ id: 'beside', name: 'Beside' })
    expect(catalogue.import({ name: 'In the caller', ...request })).toMatchObject(content)
    expect(left().sort()).toEqual(['beside', 'in-the-caller'])
    expect({ ...catalogue.load('beside'), id: '' }).toEqual({ ...catalogue.load('in-the-caller'), id: '' })
  })

  it('leaves the caller free with a data set of MNIST’s size, and tells how far it is', async () => {
    const progress: ImportProgress[] = []
    const importing = () => importer.import({ name: 'Again', ...mnistFiles }, (each) => progress.push(each))
    expect(await longestBlock(importing)).toBeLessThan(100)
    expect(new Set(progress.map(({ step }) => step))).toEqual(new Set(['reading', 'checking', 'writing']))
    const fractions = progress.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.length).toBeGreaterThan(10)
    expect(fractions.at(-1)).toBeCloseTo(1)
    expect(catalogue.get('again').sha256).toBe(catalogue.get('mnist').sha256)

    const first = () => samples.take(catalogue.stored('again'), { label: 7, count: 960 })
    expect(await longestBlock(first)).toBeLessThan(100)
    // Kept for more looks at it: reading it takes about half a second.
    const start = performance.now()
    const { images, labels, height, width } = await first()
    expect(performance.now() - start).toBeLessThan(100)
    expect({ pixels: images.length, labels: new Set(labels), height, width }).toEqual({
      ...{ pixels: 960 * 784, labels: new Set([7]), height: 28, width: 28 },
    })
    expect(await longestBlock(() => Promise.resolve(catalogue.testLabels('again')))).toBeLessThan(100)
  })

  it.each(['reading', 'writing'] as const)('leaves nothing when it is cancelled while %s', async (step) => {
    // Node aborts the process where that meets a compressor that is just being made.
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    const importing = importer.import({ name: 'Again', ...mnistFiles }, (each) => {
      if (each.step === step) importer.cancel()
    })
    await expect(importing).rejects.toThrow(refusal('cancelled'))
    expect(left()).toEqual([])
    expect(catalogue.list()).toHaveLength(1)
    expect(terminate).not.toHaveBeenCalled()
    terminate.mockRestore()
  })

  it('leaves nothing when it fails, and can be tried again', async () => {
    mkdirSync(join(workspace, 'idx'))
    const [images, labels] = [join(workspace, 'idx', 'images'), join(workspace, 'idx', 'labels')]
    writeFileSync(images, idxBytes([20, 4, 4], new Uint8Array(320)))
    writeFileSync(labels, idxBytes([19], new Uint8Array(19)))
    await expect(importer.import({ name: 'Rows', images, labels, test: null })).rejects.toThrow(refusal('invalid-dataset'))
    expect(left()).toEqual([])
    writeFileSync(labels, idxBytes([20], new Uint8Array(20)))
    expect(await importer.import({ name: 'Rows', images, labels, test: null })).toMatchObject({ trainCount: 18, testCount: 2 })
  })

  it('does one import at a time, and none is left when it is closed', async () => {
    const first = expect(importer.import({ name: 'First', ...mnistFiles })).rejects.toThrow(refusal('cancelled'))
    await expect(importer.import({ name: 'Second', ...mnistFiles })).rejects.toThrow(refusal('busy'))
    await importer.close()
    await first
    expect(left()).toEqual([])
  })
})
