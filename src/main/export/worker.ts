import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import { Progress } from './progress.ts'
import type { ExportReport, ExportTask } from './protocol.ts'
import { runExport } from './run-export.ts'

/** The thread of one export. It ends by itself: a thread with native code in it must not be terminated. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const report = (message: ExportReport) => port.postMessage(message)
  const cancellation = new AbortController()
  port.on('message', () => cancellation.abort())
  try {
    const progress = new Progress((done, total) => report({ type: 'progress', done, total }), cancellation.signal)
    report({ type: 'done', result: await runExport(workerData as ExportTask, progress) })
  } catch (thrown) {
    report({ type: 'failed', error: serializeError(thrown) })
  }
  // With the port closed nothing keeps the thread.
  port.close()
}

if (parentPort !== null) void work(parentPort)
