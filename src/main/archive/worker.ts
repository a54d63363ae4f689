import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import { Progress } from '../export/progress.ts'
import { importArchive } from './import-archive.ts'
import type { ImportReport, ImportTask } from './import-thread.ts'

/** The thread of one import. It ends by itself: a thread with native code in it must not be terminated. */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const report = (message: ImportReport) => port.postMessage(message)
  const cancellation = new AbortController()
  port.on('message', () => cancellation.abort())
  try {
    const { directory, file } = workerData as ImportTask
    const progress = new Progress((done, total) => report({ type: 'progress', done, total }), cancellation.signal)
    report({ type: 'done', result: await importArchive(directory, file, progress) })
  } catch (thrown) {
    report({ type: 'failed', error: serializeError(thrown) })
  }
  port.close()
}

if (parentPort !== null) void work(parentPort)
