/**
 * A scatter of one dimension has no second axis: each label has a row, from the top in the order of the labels, and its points are
 * spread over the row's height so that many beside each other can be seen. The height within a row means nothing.
 */

/** Of a row's height, that points are spread over. */
const spread = 0.7
/** Multiples of the golden ratio's fraction fill an interval evenly, however many there are. */
const goldenFraction = (Math.sqrt(5) - 1) / 2

/** The middle of a row, in [0, 1] from the top. */
export function rowMiddle(rank: number, rows: number): number {
  return (rank + 0.5) / rows
}

/** Where each point is in [0, 1] from the top, [n]. @param rows the labels that have one, ascending */
export function placesInRows(labels: Uint8Array, rows: readonly number[]): Float32Array {
  const ranks = new Map(rows.map((label, rank) => [label, rank]))
  return Float32Array.from(labels, (label, index) => {
    const within = ((index + 0.5) * goldenFraction) % 1
    return rowMiddle(ranks.get(label) ?? 0, rows.length) + ((within - 0.5) * spread) / rows.length
  })
}
