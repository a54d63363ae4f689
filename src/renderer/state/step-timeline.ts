import type { OperationRun, OperationTotal } from '../../shared/experiment/step-profile.ts'

/** Kinds that have a colour of their own; all others share one. */
export const colouredKinds = 7

/** CSS colour of each kind: the longest have those of the palette of runs. */
export function kindColours(totals: readonly OperationTotal[]): (kind: string) => string {
  const places = new Map(totals.slice(0, colouredKinds).map(({ kind }, place) => [kind, place]))
  return (kind) => {
    const place = places.get(kind)
    return place === undefined ? 'var(--line-strong)' : `var(--run-${place})`
  }
}

/** What is in view of a step, in microseconds. */
export interface TimeSpan {
  from: number
  to: number
}

/** `span` zoomed about a point within `whole`; never narrower than a microsecond. @param factor below 1 to come nearer */
export function zoomed(span: TimeSpan, whole: TimeSpan, at: number, factor: number): TimeSpan {
  const width = Math.min(Math.max((span.to - span.from) * factor, 1), whole.to - whole.from)
  const share = (at - span.from) / Math.max(span.to - span.from, 1e-9)
  const from = Math.min(Math.max(at - share * width, whole.from), whole.to - width)
  return { from, to: from + width }
}

/** The smallest move of `span` that has an operation in view. */
export function following(span: TimeSpan, { start, end }: Pick<OperationRun, 'start' | 'end'>): TimeSpan {
  if (start >= span.from && end <= span.to) return span
  const by = start < span.from ? start - span.from : Math.min(end - span.to, start - span.from)
  return { from: span.from + by, to: span.to + by }
}

/** `0.4 µs`, `12 µs`, `1.24 ms`. */
export function formatMicroseconds(time: number): string {
  if (time < 10) return `${time.toFixed(1)} µs`
  return time < 1000 ? `${time.toFixed(0)} µs` : `${(time / 1000).toFixed(2)} ms`
}

/** One operation in words. */
export const describeOperation = ({ kind, node, start, end, lane }: OperationRun) =>
  `${kind}, ${formatMicroseconds(end - start)}, from ${formatMicroseconds(start)} on, lane ${lane + 1}: ${node}`
