import type { ImportedExperiment } from '../../shared/contract/experiments.ts'
import { runInThread, type JobOptions } from '../jobs/job-thread.ts'

export interface ImportTask {
  /** Workspace folder. */
  directory: string
  /** The archive, absolute. */
  file: string
}

/** Imports an archive in a thread of its own. @throws WorkbenchError */
export function importInThread(task: ImportTask, options: JobOptions = {}): Promise<ImportedExperiment> {
  return runInThread('import-worker', 'import', task, options)
}
