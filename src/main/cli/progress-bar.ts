const fullBlock = '█'
const emptyBlock = '░'
const widestBar = 20
/** A narrower one says nothing that the percentage does not. */
const narrowestBar = 4

/**
 * One line of progress. Where the terminal is narrow the bar gives way to the text, and only then is the text cut.
 *
 * @param fraction done, [0, 1]
 * @param text what stands behind the bar
 * @param columns of the terminal
 */
export function progressLine(fraction: number, text: string, columns: number): string {
  // The last column stays free: a terminal that is full to it may wrap.
  const width = Math.max(columns - 1, 0)
  const rest = `${String(Math.floor(fraction * 100)).padStart(3)} %  ${text}`
  const room = Math.min(widestBar, width - rest.length - 1)
  if (room < narrowestBar) return rest.trimStart().slice(0, width)
  const done = Math.floor(Math.min(Math.max(fraction, 0), 1) * room)
  return `${fullBlock.repeat(done)}${emptyBlock.repeat(room - done)} ${rest}`
}
