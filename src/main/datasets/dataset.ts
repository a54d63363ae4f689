/** Grey images with a label each. */
export interface LabelledImages {
  /** Bytes, [count, height, width] row-major. */
  images: Uint8Array
  /** Bytes, [count]. */
  labels: Uint8Array
}

/** A data set in memory. The test set is the validation set, as in the tutorial. */
export interface Dataset {
  id: string
  height: number
  width: number
  train: LabelledImages
  test: LabelledImages
}
