import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ExportJob, ExportKind } from '../../shared/contract/exports.ts'
import { serializeError, WorkbenchError } from '../../shared/errors.ts'
import { printable } from '../../shared/plain-text.ts'
import type { ExportManager } from '../export/manager.ts'
import type { ExportRequest } from '../export/protocol.ts'
import { PageFile, type Piece } from './page-file.ts'

interface Entry {
  job: ExportJob
  path: string
  startedAt: number
  abort: AbortController
  /** What the page hands over piece by piece; null where the export thread writes. */
  file: PageFile | null
  ended: Promise<void>
}

/** What an export does: it ends with the size of what it wrote, and learns by the signal that nobody wants it any more. */
type Work = (signal: AbortSignal, progress: (done: number, total: number) => void) => Promise<number>

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

  /** Begins an export that a thread of its own writes. */
  start(request: ExportRequest & { kind: ExportKind }): ExportJob {
    return this.#begin(request, request.out, 0, null, async (signal, onProgress) => {
      return (await this.exports.run(request, { signal, onProgress })).bytes
    })
  }

  /** Begins a file that the page hands over in pieces: what it encodes itself. */
  receive(of: { experimentId: string; kind: ExportKind }, path: string, total: number): ExportJob {
    const file = new PageFile(path)
    return this.#begin(of, path, total, file, (signal, progress) => {
      return file.receive(signal, (done) => progress(done, total))
    })
  }

  append(exportId: string, piece: Piece): Promise<void> {
    return this.#pageFile(exportId).append(piece)
  }

  /** @param failure why the page could not make the file; null if it is whole */
  async finish(exportId: string, failure: string | null): Promise<void> {
    this.#pageFile(exportId).finish(failure)
    await this.#entry(exportId).ended
  }

  cancel(exportId: string): void {
    this.#entry(exportId).abort.abort()
  }

  path(exportId: string): string {
    return this.#entry(exportId).path
  }

  /** Cancels what the page hands over: it is gone, by a reload or a crash. */
  cancelPageFiles(): void {
    for (const { file, abort } of this.#entries.values()) if (file !== null) abort.abort()
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

  #pageFile(exportId: string): PageFile {
    const { file } = this.#entry(exportId)
    if (file === null) throw new WorkbenchError('usage', 'That export takes nothing from the window. Start a new one.')
    return file
  }

  #begin(of: { experimentId: string; kind: ExportKind }, path: string, total: number, file: PageFile | null, work: Work): ExportJob {
    const exportId = randomUUID()
    const { experimentId, kind } = of
    const job: ExportJob = {
      ...{ exportId, experimentId, kind, fileName: printable(basename(path)), state: 'running' },
      ...{ done: 0, total, elapsed: 0, bytes: null, error: null },
    }
    const entry: Entry = { job, path, startedAt: performance.now(), abort: new AbortController(), file, ended: Promise.resolve() }
    this.#entries.set(exportId, entry)
    entry.ended = this.#run(entry, work)
    return job
  }

  #update(entry: Entry, change: Partial<ExportJob>): void {
    entry.job = { ...entry.job, elapsed: performance.now() - entry.startedAt, ...change }
    this.changed(entry.job)
  }

  async #run(entry: Entry, work: Work): Promise<void> {
    try {
      const bytes = await work(entry.abort.signal, (done, total) => this.#update(entry, { done, total }))
      this.#update(entry, { state: 'done', bytes })
    } catch (thrown) {
      const error = serializeError(thrown)
      this.#update(entry, error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', error })
    }
  }
}
