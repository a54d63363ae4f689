import { classesOf } from '../../shared/experiment/dataset-summary.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import type { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { Store } from '../store/store.ts'

/** Pairs of original and reconstruction in the tutorial's figure. */
const pairsShown = 10

/** Labels of test images by data set: they never change, and reading a data set takes long. */
const knownLabels = new WeakMap<DatasetCatalogue, Map<string, Uint8Array>>()

/**
 * What there is to draw of a snapshot.
 *
 * @param epoch 0-based
 * @throws WorkbenchError if there is no such experiment or snapshot
 */
export function snapshotFigures(store: Store, datasets: DatasetCatalogue, experimentId: string, epoch: number): SnapshotFigures {
  const { configuration } = store.experiments.get(experimentId)
  const { originals, reconstructions, manifold, manifoldSide, latents, latentDim } = store.snapshots.get(experimentId, epoch)
  const dataset = datasets.get(configuration.dataset)
  const { height, width } = dataset
  const labels = testLabels(datasets, configuration.dataset)
  const shown = pairsShown * height * width
  return {
    ...{ experimentId, epoch, height, width, manifold, manifoldSide, latents, latentDim },
    // Copies: a view of the whole batch would take all of it along to the window.
    originals: originals.slice(0, shown),
    reconstructions: reconstructions.slice(0, shown),
    labels,
    classes: classesOf(dataset, labels),
  }
}

function testLabels(datasets: DatasetCatalogue, id: string): Uint8Array {
  const known = knownLabels.get(datasets) ?? new Map<string, Uint8Array>()
  knownLabels.set(datasets, known)
  const labels = known.get(id) ?? datasets.testLabels(id)
  known.set(id, labels)
  return labels
}
