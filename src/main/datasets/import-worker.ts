import { parentPort, workerData } from 'node:worker_threads'
import { serializeError, WorkbenchError } from '../../shared/errors.ts'
import type { ImportReport, ImportThreadData } from './import-thread.ts'
import { prepareImport } from './prepare-import.ts'

/** The thread that prepares one import. It looks at each step of its progress whether it was cancelled. */
if (parentPort !== null) {
  const port = parentPort
  const report = (message: ImportReport) => port.postMessage(message)
  const { request, folder, cancelled } = workerData as ImportThreadData
  try {
    const prepared = prepareImport(request, folder, (progress) => {
      if (Atomics.load(cancelled, 0) !== 0) throw new WorkbenchError('cancelled', 'The import was cancelled. Nothing was written.')
      report({ type: 'progress', progress })
    })
    report({ type: 'done', prepared })
  } catch (thrown) {
    report({ type: 'failed', error: serializeError(thrown) })
  }
}
