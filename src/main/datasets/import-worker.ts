import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import type { ImportReport, ImportTask } from './import-thread.ts'
import { prepareImport } from './prepare-import.ts'

/** The thread that prepares one import. There is no native add-on in it, so that it may be terminated at any time. */
if (parentPort !== null) {
  const port = parentPort
  const report = (message: ImportReport) => port.postMessage(message)
  const { request, folder } = workerData as ImportTask
  try {
    const prepared = prepareImport(request, folder, (progress) => report({ type: 'progress', progress }))
    report({ type: 'done', prepared })
  } catch (thrown) {
    report({ type: 'failed', error: serializeError(thrown) })
  }
}
