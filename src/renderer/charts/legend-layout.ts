/** Where the entries of a legend stand, in CSS pixels. */
export interface LegendLayout {
  /** Left end and middle of each entry. */
  places: readonly { left: number; top: number }[]
  /** Of all rows together. */
  height: number
  /** Of an entry's text at most; a longer one is cut short. */
  textWidth: number
}

/** From the left end of an entry, where its disc begins, to its text. */
export const legendTextOffset = 14
const gap = 12
const rowHeight = 18
/** Names longer than that are cut short: three columns are left in any case. */
const mostText = 220

/**
 * Legend entries in columns of one width, row by row, as many beside each other as there is room for.
 * @param textWidths of each entry
 */
export function legendLayout(textWidths: readonly number[], room: { left: number; top: number; width: number }): LegendLayout {
  const textWidth = Math.min(mostText, Math.max(0, ...textWidths))
  const column = legendTextOffset + textWidth + gap
  const columns = Math.max(1, Math.floor((room.width + gap) / column))
  const places = textWidths.map((_, index) => ({
    left: room.left + (index % columns) * column,
    top: room.top + (Math.floor(index / columns) + 0.5) * rowHeight,
  }))
  return { places, height: Math.ceil(textWidths.length / columns) * rowHeight, textWidth }
}

/** A text that fits into a width, cut short if need be. */
export function shortened(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text
  const characters = Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
  while (characters.length > 1 && widthOf(`${characters.join('')}…`) > width) characters.pop()
  return `${characters.join('')}…`
}
