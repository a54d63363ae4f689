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

/**
 * The labels that images of a data set have, ascending: a class exists if an image has it, whatever numbers it is between.
 * @param others labels that there are in any case: those of an experiment's file, whose counts are its own word
 */
export function classesOf(
  { trainClassCounts, testClassCounts }: Pick<DatasetSummary, 'trainClassCounts' | 'testClassCounts'>,
  others: Uint8Array = new Uint8Array(0),
): number[] {
  const occurring = (counts: readonly number[]) => counts.flatMap((count, label) => (count > 0 ? [label] : []))
  return [...new Set([...occurring(trainClassCounts), ...occurring(testClassCounts), ...others])].sort((a, b) => a - b)
}
