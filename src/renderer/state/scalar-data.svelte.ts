import type { ReferenceCurve, ScalarColumn } from '../../shared/contract/scalars.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { Client } from './client.ts'
import { RunColumns } from './run-columns.ts'

/**
 * The columns that charts of several runs draw, of all runs. They are fetched by need, many runs in one request, and grow
 * by each epoch that ends.
 */
export class ScalarData {
  references = $state.raw<readonly ReferenceCurve[]>([])
  /** Counts changes: the columns themselves are no state, since proxies would take more than the numbers. */
  #version = $state(0)
  readonly #runs = new Map<string, RunColumns>()
  #wanted = new Map<string, Experiment>()
  #wantedColumns = new Set<ScalarColumn>()
  #wantsDimensions = false
  #scheduled = false

  constructor(
    private readonly client: Client,
    private readonly failed: (thrown: unknown) => void,
  ) {
    client.subscribe('training:epoch', ({ experimentId, metrics }) => {
      if (this.#runs.get(experimentId)?.push(metrics) !== undefined) this.#version++
    })
    client.subscribe('experiments:deleted', (id) => this.#runs.delete(id))
  }

  /** Reading it follows every change. */
  of(experimentId: string): RunColumns | null {
    void this.#version
    return this.#runs.get(experimentId) ?? null
  }

  /** Sees to it that these columns of these runs are there, soon. All that is asked for in one turn is one request. */
  want(runs: readonly Experiment[], columns: readonly ScalarColumn[], perDimension = false): void {
    for (const run of runs) {
      const known = this.#runs.get(run.id)
      const missing = known === undefined || known.firstMissing(columns, perDimension, run.epochsDone) < run.epochsDone
      if (missing && run.epochsDone > 0) this.#wanted.set(run.id, run)
    }
    if (this.#wanted.size === 0) return
    for (const column of columns) this.#wantedColumns.add(column)
    this.#wantsDimensions ||= perDimension
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => void this.#fetch().catch(this.failed))
  }

  async wantReferences(): Promise<void> {
    if (this.references.length === 0) this.references = await this.client.request('references:list')
  }

  async #fetch(): Promise<void> {
    const [wanted, columns, perDimension] = [[...this.#wanted.values()], [...this.#wantedColumns], this.#wantsDimensions]
    this.#wanted = new Map()
    this.#wantedColumns = new Set()
    this.#wantsDimensions = false
    this.#scheduled = false
    const runs = wanted.map(({ id, epochsDone }) => ({
      experimentId: id,
      fromEpoch: this.#runs.get(id)?.firstMissing(columns, perDimension, epochsDone) ?? 0,
    }))
    for (const series of await this.client.request('epochs:series', { runs, columns, perDimension })) {
      const known = this.#runs.get(series.experimentId) ?? new RunColumns()
      this.#runs.set(series.experimentId, known)
      known.put(series, perDimension)
    }
    this.#version++
  }
}
