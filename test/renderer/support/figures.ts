import type { SnapshotFigures } from '../../../src/shared/experiment/snapshot.ts'

/** Figures of an epoch with these latent means; every image is one black pixel. */
export function figuresWith(latents: readonly number[], latentDim: number, labels: readonly number[], epoch = 3): SnapshotFigures {
  return {
    ...{ experimentId: 'abcd1234', epoch, height: 1, width: 1, latentDim },
    originals: new Uint8Array(10),
    reconstructions: new Uint8Array(10),
    manifold: new Uint8Array(225),
    manifoldSide: 15,
    latents: Float32Array.from(latents),
    labels: Uint8Array.from(labels),
    classes: [...new Set(labels)].sort((a, b) => a - b),
  }
}
