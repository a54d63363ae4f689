import { resolve } from 'node:path'
import { runInThread, type JobOptions } from '../jobs/job-thread.ts'
import type { ExportRequest, ExportResult, ExportTask } from './protocol.ts'

/** Exports from one workspace, each in a thread of its own; any number may run at the same time. */
export class ExportManager {
  /** @param directory the workspace */
  constructor(private readonly directory: string) {}

  /**
   * Resolves when the export is on the disk, whole, and its thread is gone. A failed or cancelled one leaves nothing.
   * @throws WorkbenchError
   */
  run(request: ExportRequest, options: JobOptions = {}): Promise<ExportResult> {
    const task: ExportTask = { directory: this.directory, request: { ...request, out: resolve(request.out) } }
    return runInThread('export-worker', 'export', task, options)
  }
}
