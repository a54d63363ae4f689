import { SvelteMap } from 'svelte/reactivity'
import type { LearningRateChange } from '../../shared/experiment/learning-rate-change.ts'
import type { Client } from './client.ts'

/** Learning rates that were set by hand, fetched for the runs that are looked at. */
export class LearningRates {
  readonly #wanted = new Set<string>()
  readonly #changes = new SvelteMap<string, readonly LearningRateChange[]>()

  constructor(private readonly client: Client) {
    client.subscribe('training:learning-rate', ({ experimentId }) => {
      if (this.#changes.has(experimentId)) void this.fetch(experimentId)
    })
  }

  /** In the order in which they apply; none until they are fetched. */
  of(experimentId: string): readonly LearningRateChange[] {
    return this.#changes.get(experimentId) ?? []
  }

  /** Fetches those that were not wanted before. */
  async want(experimentIds: readonly string[]): Promise<void> {
    const wanted = experimentIds.filter((id) => !this.#wanted.has(id))
    for (const id of wanted) this.#wanted.add(id)
    await Promise.all(wanted.map((id) => this.fetch(id)))
  }

  async fetch(experimentId: string): Promise<void> {
    this.#changes.set(experimentId, await this.client.request('training:learning-rate-changes', { experimentId }))
  }

  /** From the next step on; of a run that does not train, from where it goes on. */
  async set(experimentId: string, learningRate: number): Promise<void> {
    await this.client.request('training:set-learning-rate', { experimentId, learningRate })
  }
}
