/** What the figures of one epoch are drawn from. All arrays are row-major. */
export interface SnapshotFigureData {
  /** 0-based. */
  epoch: number
  /** First test images, [count, height, width] bytes. */
  originals: Uint8Array
  /** Their reconstructions, [count, height, width] bytes. */
  reconstructions: Uint8Array
  /** Decoded manifold, [side, side, height, width] bytes; row i has z[1] = axis[i], column j has z[0] = axis[j]. */
  manifold: Uint8Array
  /** Digits along one side of the manifold. */
  manifoldSide: number
  /** z_mean of every test image, [n, latentDim]. */
  latents: Float32Array
  latentDim: number
}

/** The figures of one snapshot epoch, as the window draws them. */
export interface SnapshotFigures extends SnapshotFigureData {
  experimentId: string
  height: number
  width: number
  /** Label of every test image, [n]. */
  labels: Uint8Array
  /** The labels that images of the data set have, ascending; not all need be among the test images. */
  classes: number[]
}
