/** How many parts a batch is computed in, side by side (row-parts.ts), unless a program says otherwise. */
export const defaultRowParts = 2

/** Operations on less than this are not worth parts. */
export const leastElements = 1 << 14

let rowParts = defaultRowParts

/**
 * Runs `body`, in which a batch has `count` parts. Sums over a batch are taken part by part, so that the number of parts is part of
 * a run's arithmetic: it is the program's, and never follows the machine.
 */
export function withRowParts<Result>(count: number, body: () => Result): Result {
  const before = rowParts
  rowParts = count
  try {
    return body()
  } finally {
    rowParts = before
  }
}

/** Where the parts of a batch of `rows` rows begin, and how many rows each has; a batch of few rows has fewer parts. */
export function partBounds(rows: number): (readonly [start: number, count: number])[] {
  const height = Math.ceil(rows / rowParts)
  return Array.from({ length: Math.ceil(rows / height) }, (_, part) => [part * height, Math.min(height, rows - part * height)])
}
