import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { DatasetCatalogue } from '../../../../src/main/datasets/catalogue.ts'
import type { Dataset } from '../../../../src/main/datasets/dataset.ts'
import { Progress } from '../../../../src/main/export/progress.ts'
import { runExport } from '../../../../src/main/export/run-export.ts'
import { createModelSession } from '../../../../src/main/models/session.ts'
import { resourcesDirectory } from '../../../../src/main/resources.ts'
import { Store } from '../../../../src/main/store/store.ts'
import { takeSnapshot } from '../../../../src/main/training/snapshot.ts'
import { workspaceFiles } from '../../../../src/main/workspace-files.ts'
import { presets } from '../../../../src/shared/experiment/presets.ts'
import { createRandom } from '../../../../src/shared/maths/random.ts'
import { writeIdxFiles } from '../../../support/idx-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { rebuild } from './rebuild.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('weights file')
let workspaces = 0

interface Trained {
  /** The exported file. */
  weights: string
  /** An IDX file. */
  testImages: string
  /** [n, latentDim], as the workbench has them. */
  latents: Float32Array
  evaluation: { kl: number; reconstruction: number; loss: number }
  /** @param z [count, latentDim] @returns bytes, [count, pixels] */
  decoded: (z: Float32Array, count: number) => Uint8Array
}

/** Trains some steps, keeps them as an epoch, and exports the weights. @param own a data set to import; null: MNIST */
async function train(own: Dataset | null, changes: { latentDim: number; dropoutRate: number }): Promise<Trained> {
  const workspace = join(folder, `workspace-${workspaces++}`)
  mkdirSync(workspace)
  const [preset] = presets
  if (preset === undefined) throw new Error('no preset')
  const store = Store.open(workspaceFiles.database(workspace))
  const catalogue = new DatasetCatalogue(store, workspace, resourcesDirectory())
  const files = own === null ? null : writeIdxFiles(join(workspace, 'idx'), own)
  const imported = files === null ? null : { images: files.testImages, labels: files.testLabels }
  const id = files === null ? 'mnist' : catalogue.import({ name: 'Own', images: files.images, labels: files.labels, test: imported }).id
  const dataset = catalogue.load(id)
  const configuration = { ...preset.configuration, dataset: id, batchSize: 100, model: { kind: 'vae' as const, ...changes } }
  const session = createModelSession(configuration, dataset)
  const count = dataset.train.labels.length
  for (let step = 0; step < 60; step++) session.trainStep(Int32Array.from({ length: 100 }, (_, index) => (step * 100 + index) % count), step, 2e-3)
  const evaluation = session.evaluate(0)
  const { loss, reconstruction, kl } = evaluation
  const snapshot = takeSnapshot(session, dataset, { epoch: 0, latentDim: changes.latentDim, weights: true })
  const experimentId = store.experiments.create({ name: 'Trained', configuration, origin: null }).id
  store.saveEpoch({
    ...{ experimentId, snapshot },
    metrics: {
      ...{ epoch: 0, loss, reconstruction, kl, valLoss: loss, valReconstruction: reconstruction, valKl: kl, valKlPerDimension: null },
      ...{ learningRate: 2e-3, seconds: 1, endedAt: 1 },
    },
    checkpoint: { epoch: 0, globalStep: 60, state: session.readState(), callbacks: {} },
    retention: { periodic: false, best: false, keep: 0 },
  })
  store.close()
  const weights = join(workspace, 'weights.safetensors')
  const progress = new Progress(() => undefined, new AbortController().signal)
  await runExport({ directory: workspace, request: { kind: 'weights', experimentId, out: weights } }, progress)
  const testImages = files?.testImages ?? join(resourcesDirectory(), 'datasets', 'mnist', 't10k-images-idx3-ubyte.gz')
  return { weights, testImages, latents: snapshot.latents, evaluation, decoded: (z, count) => session.decode(z, count) }
}

function images(count: number, height: number, width: number, seed: number) {
  const random = createRandom(seed)
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 10)
  const pixels = Uint8Array.from({ length: count * height * width }, () => (random.below(4) === 0 ? random.below(256) : 0))
  return { images: pixels, labels }
}

const wide: Dataset = { id: 'wide', height: 14, width: 28, train: images(300, 14, 28, 1), test: images(60, 14, 28, 2) }

/** The bytes of an IDX file behind its header. */
function bytesOf(file: string): Uint8Array {
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).subarray(16)
}

const farthest = (ours: readonly number[], theirs: ArrayLike<number>) => Math.max(...ours.map((value, at) => Math.abs(value - (theirs[at] ?? NaN))))

const hasNumPy = spawnSync('python3', ['-c', 'import numpy']).status === 0

describe.each([
  ['MNIST', null, { latentDim: 2, dropoutRate: 0.3 }],
  ['images of 14 × 28 and five latent dimensions', wide, { latentDim: 5, dropoutRate: 0 }],
] as const)('a file of weights, of %s', (_, own, model) => {
  let trained: Trained
  beforeAll(async () => {
    trained = await train(own, model)
  })
  const { latentDim } = model

  it('is enough to rebuild the network', () => {
    const { weights, testImages, latents, evaluation, decoded } = trained
    const { version, description, shapes, encode, decode } = rebuild(readFileSync(weights))
    expect(version).toBe('1')

    // Every tensor of the file is part of a layer, once, and every layer's tensors are in the file.
    const named = [...description.encoder, ...description.z_mean, ...description.z_log_var, ...description.decoder].flatMap((layer) =>
      ['kernel', 'bias', 'gamma', 'beta', 'moving_mean', 'moving_variance'].flatMap((key) => (key in layer ? [String(layer[key])] : [])),
    )
    expect(named.toSorted()).toEqual(Object.keys(shapes).toSorted())

    const pixels = description.input.height * description.input.width
    const images = bytesOf(testImages)
    const count = Math.min(images.length / pixels, 500)
    const codes = Array.from({ length: count }, (_, image) => encode(images.subarray(image * pixels, (image + 1) * pixels)))
    expect(farthest(codes.flatMap(({ code }) => code), latents)).toBeLessThan(1e-4)
    // A network that has learnt something: its codes are not all alike.
    expect(Math.max(...latents) - Math.min(...latents)).toBeGreaterThan(0.1)

    const z = Array.from({ length: 10 }, (_, image) => Array.from(latents.subarray(image * latentDim, (image + 1) * latentDim)))
    const probabilities = z.flatMap((code) => decode(code))
    expect(farthest(probabilities.map((probability) => 255 * probability), decoded(Float32Array.from(z.flat()), 10))).toBeLessThan(0.51)

    expect((evaluation.reconstruction + evaluation.kl) / (2 * pixels)).toBeCloseTo(evaluation.loss, 6)
    if (own === null) return
    const kl = codes.map(({ zMean, zLogVar }) => zMean.reduce((sum, mean, at) => sum - 0.5 * (1 + (zLogVar[at] ?? NaN) - mean ** 2 - Math.exp(zLogVar[at] ?? NaN)), 0))
    expect(kl.reduce((sum, each) => sum + each) / count).toBeCloseTo(evaluation.kl, 3)
  })

  it.skipIf(!hasNumPy)('gives its codes to thirty lines of NumPy', () => {
    const { weights, testImages, latents } = trained
    const out = join(folder, 'codes.bin')
    execFileSync('python3', [join(import.meta.dirname, 'rebuild.py'), weights, testImages, out])
    const codes = new Float32Array(Uint8Array.from(readFileSync(out)).buffer)
    expect(codes).toHaveLength(latents.length)
    expect(farthest(Array.from(codes), latents)).toBeLessThan(1e-4)
  })
})

it('is read by a script of thirty lines', () => {
  expect(readFileSync(join(import.meta.dirname, 'rebuild.py'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30)
})
