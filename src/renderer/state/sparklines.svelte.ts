import { SvelteMap } from 'svelte/reactivity'
import { sparklinePoints } from '../../shared/experiment/sparkline.ts'
import type { Client } from './client.ts'

/** How each run's val_loss went, fetched for the runs that are looked at and kept up with their training. */
export class Sparklines {
  readonly #series = new SvelteMap<string, readonly number[]>()
  readonly #asked = new Set<string>()
  #next: string[] = []

  constructor(
    private readonly client: Client,
    private readonly failed: (thrown: unknown) => void,
  ) {
    client.subscribe('training:epoch', ({ experimentId, metrics }) => {
      this.#follow(experimentId, metrics.epoch, metrics.valLoss)
    })
  }

  /** val_losses, equally far apart; empty until they are there. */
  of(experimentId: string): readonly number[] {
    return this.#series.get(experimentId) ?? []
  }

  /** Fetches a run's values if they are not there yet, together with those of others asked for at the same time. */
  want(experimentId: string): void {
    if (this.#asked.has(experimentId)) return
    this.#asked.add(experimentId)
    if (this.#next.length === 0) queueMicrotask(() => void this.#fetch())
    this.#next.push(experimentId)
  }

  async #fetch(): Promise<void> {
    const experimentIds = this.#next
    this.#next = []
    try {
      for (const { experimentId, valLosses } of await this.client.request('experiments:sparklines', { experimentIds })) {
        this.#series.set(experimentId, valLosses)
      }
    } catch (thrown) {
      this.failed(thrown)
    }
  }

  /** While every epoch has its point it is added; later all are fetched anew, each time one more would be seen. */
  #follow(experimentId: string, epoch: number, valLoss: number): void {
    const known = this.#series.get(experimentId)
    if (known === undefined) return
    if (epoch === known.length && epoch < sparklinePoints) {
      this.#series.set(experimentId, [...known, valLoss])
    } else if (epoch % Math.ceil(epoch / sparklinePoints) === 0) {
      this.#asked.delete(experimentId)
      this.want(experimentId)
    }
  }
}

/**
 * The points of a polyline, “x,y x,y …”, in a box of that size. The vertical axis is logarithmic, since losses fall fast at
 * first and slowly for long; the lowest value is at the bottom.
 */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const heights = values.map((value) => (value > 0 ? Math.log(value) : value))
  const [least, most] = [Math.min(...heights), Math.max(...heights)]
  const x = (index: number) => (values.length < 2 ? width / 2 : (index * width) / (values.length - 1))
  const y = (value: number) => (most === least ? height / 2 : height - ((value - least) / (most - least)) * height)
  return heights.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
}
