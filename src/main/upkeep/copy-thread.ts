import { runInThread, type JobOptions } from '../jobs/job-thread.ts'
import type { CopyOutcome } from '../store/copies.ts'

export interface CopyTask {
  /** The database, absolute. */
  database: string
}

/** Copies and checks the database in a thread of its own: it is read whole. @throws WorkbenchError */
export function copyInThread(task: CopyTask, options: JobOptions = {}): Promise<CopyOutcome> {
  return runInThread('copy-worker', 'copy', task, options)
}
