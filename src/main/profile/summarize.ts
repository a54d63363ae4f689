import type { OperationRun, OperationTotal, StepProfile } from '../../shared/experiment/step-profile.ts'

/** @param plain milliseconds of each step that was not written down @param steps the operations of each that was, at least one */
export function summarize(plain: readonly number[], steps: readonly OperationRun[][]): Pick<StepProfile, 'plainStep' | 'measuredStep' | 'totals' | 'operations'> {
  const byTime = [...steps].sort((a, b) => endOf(a) - endOf(b))
  const operations = middle(byTime) ?? []
  return {
    plainStep: (middle([...plain].sort((a, b) => a - b)) ?? 0) * 1000,
    measuredStep: endOf(operations),
    totals: totalsOf(steps),
    operations,
  }
}

function totalsOf(steps: readonly OperationRun[][]): OperationTotal[] {
  const sums = new Map<string, { count: number; time: number }>()
  let all = 0
  for (const { kind, start, end } of steps.flat()) {
    const { count, time } = sums.get(kind) ?? { count: 0, time: 0 }
    sums.set(kind, { count: count + 1, time: time + end - start })
    all += end - start
  }
  return [...sums]
    .map(([kind, { count, time }]) => ({
      ...{ kind, count: count / steps.length, total: time / steps.length },
      ...{ mean: time / count, share: all === 0 ? 0 : time / all },
    }))
    .sort((a, b) => b.total - a.total)
}

const endOf = (operations: readonly OperationRun[]) => Math.max(0, ...operations.map(({ end }) => end))

const middle = <Value>(sorted: readonly Value[]): Value | undefined => sorted[Math.floor((sorted.length - 1) / 2)]
