import type { DrawnCount } from '../../charts/line-drawing.ts'
import { formatCount } from '../../format.ts'

/** “137 points”, or “800 of 20,000 points” where not all could be drawn. */
export function countText({ drawn, total }: DrawnCount): string {
  const points = total === 1 ? 'point' : 'points'
  return drawn === total ? `${formatCount(total)} ${points}` : `${formatCount(drawn)} of ${formatCount(total)} ${points}`
}
