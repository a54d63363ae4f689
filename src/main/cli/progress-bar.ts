const fullBlock = '█'
const emptyBlock = '░'
const barWidth = 20

/**
 * One line of progress, cut to the terminal's width.
 *
 * @param fraction done, [0, 1]
 * @param text what stands behind the bar
 * @param columns of the terminal
 */
export function progressLine(fraction: number, text: string, columns: number): string {
  const done = Math.floor(Math.min(Math.max(fraction, 0), 1) * barWidth)
  const percent = String(Math.floor(fraction * 100)).padStart(3)
  const line = `${fullBlock.repeat(done)}${emptyBlock.repeat(barWidth - done)} ${percent} %  ${text}`
  // The last column stays free: a terminal that is full to it may wrap.
  return line.slice(0, Math.max(columns - 1, 0))
}
