import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import { Progress } from '../export/progress.ts'
import type { JobReport } from './job-thread.ts'

/** Makes this thread do one job and end by itself: a thread with native code in it must not be terminated. */
export function serveJob<Result>(work: (task: unknown, progress: Progress) => Promise<Result>): void {
  if (parentPort !== null) void serve(parentPort, work)
}

async function serve<Result>(
  port: NonNullable<typeof parentPort>,
  work: (task: unknown, progress: Progress) => Promise<Result>,
): Promise<void> {
  const report = (message: JobReport<Result>) => port.postMessage(message)
  const cancellation = new AbortController()
  port.on('message', () => cancellation.abort())
  try {
    const progress = new Progress((done, total) => report({ type: 'progress', done, total }), cancellation.signal)
    report({ type: 'done', result: await work(workerData, progress) })
  } catch (thrown) {
    report({ type: 'failed', error: serializeError(thrown) })
  }
  // With the port closed nothing keeps the thread.
  port.close()
}
