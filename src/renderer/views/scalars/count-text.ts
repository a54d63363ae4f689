import type { DrawnCount } from '../../charts/line-drawing.ts'
import type { ChartLine } from '../../charts/line.ts'
import { formatCount, formatCounted } from '../../format.ts'

/** “3 points above”: how many outliers an axis leaves out. */
export function aboveText(above: number): string {
  return `${formatCounted(above, 'point')} above`
}

/** “137 points”, or “800 of 20,000 points” where not all could be drawn. */
export function countText({ drawn, total }: DrawnCount): string {
  const all = formatCounted(total, 'point')
  return drawn === total ? all : `${formatCount(drawn)} of ${all}`
}

/** What a saved chart says beside its title: that it is smoothed, and what it leaves out. */
export function chartNote(lines: readonly ChartLine[], smoothing: number, above: number): string {
  const isSmoothed = lines.some(({ raw }) => raw !== null)
  return [...(isSmoothed ? [`smoothed ${smoothing}`] : []), ...(above > 0 ? [aboveText(above)] : [])].join(', ')
}
