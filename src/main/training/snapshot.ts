import { manifoldAxis, manifoldSide } from '../../shared/maths/manifold-axis.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { ModelSession } from '../models/model-session.ts'
import type { Snapshot } from '../store/records.ts'
import { weightsOf } from '../models/weights.ts'

/** Test images whose reconstructions a snapshot keeps: the tutorial's first batch. The figures show the first 10. */
export const firstBatchSize = 500

export interface SnapshotOptions {
  /** 0-based */
  epoch: number
  latentDim: number
  /** Keep the weights too. */
  weights: boolean
}

/** What the tutorial draws at an epoch of `save_epochs`: reconstructions, manifold, and z_mean of the test set. */
export function takeSnapshot(session: ModelSession, dataset: Dataset, options: SnapshotOptions): Snapshot {
  const { epoch, latentDim } = options
  const count = Math.min(firstBatchSize, dataset.test.labels.length)
  const originals = new Uint8Array(dataset.test.images.subarray(0, count * dataset.height * dataset.width))
  return {
    epoch,
    originals,
    reconstructions: session.reconstruct(originals, count, epoch),
    manifold: session.decode(manifoldCodes(latentDim), manifoldSide ** 2),
    manifoldSide,
    latents: session.encodeTest(),
    latentDim,
    weights: options.weights ? weightsOf(session.readState()) : null,
  }
}

/**
 * Codes of the manifold figure, [side², latentDim]: row i of the figure has z[1] = axis[i], column j z[0] = axis[j], the
 * other dimensions are 0. With one latent dimension there is only z[0], and all rows are alike.
 */
export function manifoldCodes(latentDim: number): Float32Array {
  const axis = manifoldAxis()
  const codes = new Float32Array(axis.length ** 2 * latentDim)
  for (const [row, z1] of axis.entries()) {
    for (const [column, z0] of axis.entries()) {
      const start = (row * axis.length + column) * latentDim
      codes[start] = z0
      if (latentDim > 1) codes[start + 1] = z1
    }
  }
  return codes
}
