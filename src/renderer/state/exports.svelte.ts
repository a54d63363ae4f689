import type { ExportFormat, ExportJob, ExportKind, Frame } from '../../shared/contract/exports.ts'
import type { FigureKind, SomeExportOptions } from '../../shared/experiment/export-options.ts'
import type { Client } from './client.ts'
import { startVideo, type VideoRequest } from './video-export.ts'

/** The exports of this session, those that run and those that ended. */
export class Exports {
  jobs = $state.raw<readonly ExportJob[]>([])
  #hidden: readonly string[] = []

  constructor(private readonly client: Client) {
    client.subscribe('exports:changed', (job) => this.#put(job))
  }

  async refresh(): Promise<void> {
    const jobs = await this.client.request('exports:list')
    this.jobs = jobs.filter(({ exportId }) => !this.#hidden.includes(exportId))
  }

  /** Asks for a place and starts; nothing happens if the user closes the dialog. */
  async start(experimentId: string, kind: ExportKind, format: ExportFormat, options: SomeExportOptions = {}): Promise<void> {
    this.#putNew(await this.client.request('exports:start', { experimentId, kind, format, options }))
  }

  /** The same for a video, which the page encodes. */
  async startVideo(request: VideoRequest): Promise<void> {
    this.#putNew(await startVideo(this.client, request))
  }

  /** A frame of an animation as the file will have it. */
  frame(experimentId: string, kind: FigureKind, options: SomeExportOptions, epoch: number): Promise<Frame> {
    return this.client.request('exports:frame', { experimentId, kind, options, epoch })
  }

  async cancel({ exportId }: ExportJob): Promise<void> {
    await this.client.request('exports:cancel', { exportId })
  }

  async reveal({ exportId }: ExportJob): Promise<void> {
    await this.client.request('exports:reveal', { exportId })
  }

  /** Takes an ended job off the list. */
  hide({ exportId }: ExportJob): void {
    this.#hidden = [...this.#hidden, exportId]
    this.jobs = this.jobs.filter((job) => job.exportId !== exportId)
  }

  /** The events of a job may come before the answer that it has begun. */
  #putNew(job: ExportJob | null): void {
    if (job !== null && !this.jobs.some(({ exportId }) => exportId === job.exportId)) this.#put(job)
  }

  #put(job: ExportJob): void {
    if (this.#hidden.includes(job.exportId)) return
    const known = this.jobs.some(({ exportId }) => exportId === job.exportId)
    this.jobs = known ? this.jobs.map((other) => (other.exportId === job.exportId ? job : other)) : [...this.jobs, job]
  }
}

/** Seconds until a job is done, at the pace it has had so far; null before it can be known. */
export function secondsLeft({ state, done, total, elapsed }: ExportJob): number | null {
  if (state !== 'running' || done === 0 || total === 0) return null
  return ((elapsed / done) * (total - done)) / 1000
}
