import type { StepProfile } from './step-profile.ts'

/**
 * The operations of a step in the Trace Event Format, which chrome://tracing and Perfetto open
 * (docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU): complete events, in microseconds, a thread for each lane.
 */
export function traceEvents({ operations }: Pick<StepProfile, 'operations'>): string {
  const lanes = [...new Set(operations.map(({ lane }) => lane))].sort((a, b) => a - b)
  const process = { ph: 'M', pid: 1, name: 'process_name', args: { name: 'Training step' } }
  const threads = lanes.map((lane) => ({ ph: 'M', pid: 1, tid: lane, name: 'thread_name', args: { name: `Lane ${lane + 1}` } }))
  const events = operations.map(({ node, kind, lane, start, end }) => {
    return { ph: 'X', pid: 1, tid: lane, name: kind, cat: 'operation', ts: start, dur: end - start, args: { node } }
  })
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [process, ...threads, ...events] })}\n`
}
