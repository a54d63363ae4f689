import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ExportJob, ExportKind } from '../../shared/contract/exports.ts'
import { serializeError, WorkbenchError } from '../../shared/errors.ts'
import type { ExportManager } from '../export/manager.ts'

interface Entry {
  job: ExportJob
  path: string
  abort: AbortController
  ended: Promise<void>
}

/** The exports of this session: each runs beside the window, reports as it goes and can be cancelled. */
export class ExportJobs {
  readonly #entries = new Map<string, Entry>()

  constructor(
    private readonly exports: Pick<ExportManager, 'run'>,
    private readonly changed: (job: ExportJob) => void,
  ) {}

  list(): ExportJob[] {
    return [...this.#entries.values()].map(({ job }) => job)
  }

  start(experimentId: string, kind: ExportKind, path: string): ExportJob {
    const exportId = randomUUID()
    const job: ExportJob = {
      exportId,
      experimentId,
      kind,
      fileName: basename(path),
      state: 'running',
      done: 0,
      total: 0,
      error: null,
    }
    const abort = new AbortController()
    const entry: Entry = { job, path, abort, ended: Promise.resolve() }
    this.#entries.set(exportId, entry)
    entry.ended = this.#run(entry)
    return job
  }

  cancel(exportId: string): void {
    this.#entry(exportId).abort.abort()
  }

  path(exportId: string): string {
    return this.#entry(exportId).path
  }

  /** Cancels whatever runs and resolves when nothing of it is left on the disk. */
  async cancelAll(): Promise<void> {
    const entries = [...this.#entries.values()]
    for (const { abort } of entries) abort.abort()
    await Promise.all(entries.map(({ ended }) => ended))
  }

  #entry(exportId: string): Entry {
    const entry = this.#entries.get(exportId)
    if (entry === undefined) throw new WorkbenchError('not-found', 'That export is no longer known. Start it again.')
    return entry
  }

  #update(entry: Entry, change: Partial<ExportJob>): void {
    entry.job = { ...entry.job, ...change }
    this.changed(entry.job)
  }

  async #run(entry: Entry): Promise<void> {
    const { kind, experimentId } = entry.job
    try {
      await this.exports.run(
        { kind, experimentId, out: entry.path },
        { signal: entry.abort.signal, onProgress: (done, total) => this.#update(entry, { done, total }) },
      )
      this.#update(entry, { state: 'done' })
    } catch (thrown) {
      const error = serializeError(thrown)
      this.#update(entry, error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', error })
    }
  }
}
