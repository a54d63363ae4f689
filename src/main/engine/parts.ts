/**
 * How many parts a batch is computed in, side by side (row-parts.ts). The same on every machine: sums over a batch are
 * taken part by part, and a run is to have the same numbers everywhere. This file is apart from TensorFlow, which reads
 * its settings when it is loaded.
 */
export const partCount = 2

/** Operations on less than this are not worth parts. */
export const leastElements = 1 << 14

/** Where the parts of a batch of `rows` rows begin, and how many rows each has. */
export function partBounds(rows: number): (readonly [start: number, count: number])[] {
  const height = Math.ceil(rows / partCount)
  return Array.from({ length: partCount }, (_, part) => [part * height, Math.min(height, rows - part * height)])
}
