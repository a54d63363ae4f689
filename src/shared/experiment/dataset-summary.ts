/** What the window and the command line show of a data set. */
export interface DatasetSummary {
  id: string
  name: string
  /**
   * `bundled` ships with the app, `imported` lives in the workspace; of an `absent` one, which an imported experiment was
   * trained on, only the test labels are here.
   */
  source: 'bundled' | 'imported' | 'absent'
  height: number
  width: number
  trainCount: number
  testCount: number
  /** Images per label, index = label. */
  trainClassCounts: number[]
  testClassCounts: number[]
  /** SHA-256 of the decompressed IDX bytes: train images, train labels, test images, test labels, in that order; hex. */
  sha256: string
}
