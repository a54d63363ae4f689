import type { ExportJob, ExportKind } from '../../shared/contract/exports.ts'
import type { Client } from './client.ts'

/** The exports of this session, those that run and those that ended. */
export class Exports {
  jobs = $state.raw<readonly ExportJob[]>([])
  #hidden: readonly string[] = []

  constructor(private readonly client: Client) {
    client.subscribe('exports:changed', (job) => this.#put(job))
  }

  async refresh(): Promise<void> {
    this.jobs = await this.client.request('exports:list')
  }

  /** Asks for a place and starts; nothing happens if the user closes the dialog. */
  async start(experimentId: string, kind: ExportKind): Promise<void> {
    const job = await this.client.request('exports:start', { experimentId, kind })
    if (job !== null && !this.jobs.some(({ exportId }) => exportId === job.exportId)) this.#put(job)
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

  #put(job: ExportJob): void {
    if (this.#hidden.includes(job.exportId)) return
    const known = this.jobs.some(({ exportId }) => exportId === job.exportId)
    this.jobs = known ? this.jobs.map((other) => (other.exportId === job.exportId ? job : other)) : [...this.jobs, job]
  }
}
