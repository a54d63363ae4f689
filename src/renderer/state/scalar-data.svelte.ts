import { untrack } from 'svelte'
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
  /** Another map after each change: the columns themselves are no state, since proxies would take more than the numbers. */
  #runs = $state.raw<ReadonlyMap<string, RunColumns>>(new Map())
  #wanted = new Map<string, Experiment>()
  #wantedColumns = new Set<ScalarColumn>()
  #wantsDimensions = false
  #scheduled = false

  constructor(
    private readonly client: Client,
    private readonly failed: (thrown: unknown) => void,
  ) {
    client.subscribe('training:epoch', ({ experimentId, metrics }) => {
      if (this.#runs.get(experimentId)?.push(metrics) !== undefined) this.#runs = new Map(this.#runs)
    })
    client.subscribe('experiments:deleted', (id) => {
      this.#runs = new Map([...this.#runs].filter(([experimentId]) => experimentId !== id))
    })
  }

  /** Reading it follows every change. */
  of(experimentId: string): RunColumns | null {
    return this.#runs.get(experimentId) ?? null
  }

  /** Sees to it that these columns of these runs are there, soon. All that is asked for in one turn is one request. */
  want(runs: readonly Experiment[], columns: readonly ScalarColumn[], perDimension = false): void {
    // What has come must not ask again: it may never be all, where another program has taken epochs back.
    const fetched = untrack(() => this.#runs)
    for (const run of runs) {
      const known = fetched.get(run.id)
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
    const answer = await this.client.request('epochs:series', { runs, columns, perDimension })
    const next = new Map(this.#runs)
    for (const series of answer) {
      const known = next.get(series.experimentId) ?? new RunColumns()
      next.set(series.experimentId, known)
      known.put(series, perDimension)
    }
    this.#runs = next
  }
}
