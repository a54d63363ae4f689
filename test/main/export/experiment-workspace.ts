import { join } from 'node:path'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import type { Snapshot } from '../../../src/main/store/records.ts'
import { Store } from '../../../src/main/store/store.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import type { EpochMetrics } from '../../../src/shared/experiment/metrics.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

const size = 8
const side = 15

export const dataset = syntheticDataset({ size })

/** As an older version has left it, the first epoch has no KL of each dimension. */
export function metricsOf(epoch: number): EpochMetrics {
  return {
    epoch,
    loss: 0.1 / (epoch + 1),
    valLoss: 0.2 / (epoch + 1),
    reconstruction: 100 / 3,
    kl: 1e-7,
    valReconstruction: 120.5,
    valKl: 6.25,
    valKlPerDimension: epoch === 0 ? null : [2.5, 3.75],
    learningRate: 1e-4,
    seconds: 0.82,
    endedAt: 1_700_000_000_000 + 1000 * epoch,
  }
}

/** Every digit of the manifold is one flat grey, which is the epoch's. */
export function manifoldGrey(epoch: number): number {
  return 40 + 10 * epoch
}

/** What a workspace has that is not as usual: other labels of the same images, codes of other dimensions or places. */
export interface Contents {
  labels?: { train: Uint8Array; test: Uint8Array }
  latentDim?: number
  latent?: (index: number, epoch: number) => number
}

function snapshotOf(epoch: number, { latentDim = 2, latent = (index) => Math.cos(index + epoch) }: Contents): Snapshot {
  const count = dataset.test.labels.length
  return {
    epoch,
    originals: dataset.test.images,
    reconstructions: dataset.test.images.map((byte) => 255 - byte),
    manifold: new Uint8Array(side * side * size * size).fill(manifoldGrey(epoch)),
    manifoldSide: side,
    latents: Float32Array.from({ length: latentDim * count }, (_, index) => latent(index, epoch)),
    latentDim,
    weights: null,
  }
}

/** A workspace with one experiment of that many epochs, a snapshot at every second one and at the last. */
export function makeWorkspace(directory: string, epochs: number, contents: Contents = {}): string {
  const store = Store.open(workspaceFiles.database(directory))
  try {
    const { train = dataset.train.labels, test = dataset.test.labels } = contents.labels ?? {}
    const labelled = { ...dataset, train: { ...dataset.train, labels: train }, test: { ...dataset.test, labels: test } }
    const { testImages, testLabels, ...paths } = writeIdxFiles(join(directory, 'idx'), labelled)
    const request = { name: 'Rows', ...paths, test: { images: testImages, labels: testLabels } }
    const { id } = new DatasetCatalogue(store, directory, resourcesDirectory()).import(request)
    const [preset] = presets
    if (preset === undefined) throw new Error('there is no preset')
    const experiment = store.experiments.create({
      name: 'Export me',
      configuration: { ...preset.configuration, dataset: id },
      origin: null,
    })
    for (let epoch = 0; epoch < epochs; epoch++) {
      store.saveEpoch({
        experimentId: experiment.id,
        metrics: metricsOf(epoch),
        snapshot: epoch % 2 === 0 || epoch === epochs - 1 ? snapshotOf(epoch, contents) : null,
        checkpoint: {
          epoch,
          globalStep: 120 * (epoch + 1),
          state: {
            'decoder/dense/kernel': { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, epoch) },
            'decoder/dense/kernel/adam/m': { dtype: 'float32', shape: [2, 2], data: new Float32Array(4) },
          },
          callbacks: {},
        },
        retention: { periodic: false, best: true, keep: 1 },
      })
    }
    return experiment.id
  } finally {
    store.close()
  }
}
