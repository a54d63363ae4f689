export interface RowWindow {
  /** Index of the first row to make. */
  start: number
  /** Index after the last one. */
  end: number
}

/** Rows made beyond each edge, so that none is missing while the list scrolls. */
const margin = 6

/**
 * Which rows of a long list have to exist.
 *
 * @param scrollTop pixels above the visible part @param height of the visible part
 */
export function visibleRows(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - margin)
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin)
  return { start: Math.min(start, end), end }
}

/** Where to scroll for a row to be seen; the same place if it is seen already. */
export function scrollTo(index: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = index * rowHeight
  if (top < scrollTop) return top
  return Math.max(scrollTop, top + rowHeight - height)
}
