import type { Events } from '../../shared/contract/contract.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import type { Client } from './client.ts'
import { LatentExplorer } from './latent-explorer.svelte.ts'
import { ManifoldView } from './manifold-view.svelte.ts'
import { ReconstructionsView } from './reconstructions-view.svelte.ts'
import { SnapshotLoader } from './snapshot-loader.svelte.ts'

/** Between two snapshots while the timeline plays. */
export const playInterval = 150

/**
 * One run, looked at: its curves, and the snapshot epoch that the timeline stands at. At its right end the timeline
 * follows the training; anywhere else it stays where it was put.
 */
export class ObservedRun {
  epochs = $state.raw<readonly EpochMetrics[]>([])
  /** 0-based epochs that have figures, ascending. */
  snapshotEpochs = $state.raw<readonly number[]>([])
  loaded = $state(false)
  playing = $state(false)
  /** What is asked of the latent space at the epoch in view; these live on from page to page. */
  readonly explorer: LatentExplorer
  readonly manifold: ManifoldView
  readonly reconstructions: ReconstructionsView
  readonly #snapshots: SnapshotLoader
  #position = $state(-1)
  readonly #subscriptions: (() => void)[]
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly epoch = $derived(this.snapshotEpochs[this.#position] ?? null)
  readonly atEnd = $derived(this.#position === this.snapshotEpochs.length - 1)
  readonly metrics = $derived(this.epoch === null ? (this.epochs.at(-1) ?? null) : (this.epochs[this.epoch] ?? null))

  constructor(
    readonly experimentId: string,
    private readonly client: Client,
    private readonly failed: (thrown: unknown) => void,
  ) {
    this.#snapshots = new SnapshotLoader((epoch) => client.request('snapshots:get', { experimentId, epoch }), failed)
    const figures = () => this.figures
    this.explorer = new LatentExplorer(experimentId, client, figures)
    this.manifold = new ManifoldView(experimentId, client, figures, this.explorer.map)
    this.reconstructions = new ReconstructionsView(experimentId, client, figures)
    this.#subscriptions = [client.subscribe('training:epoch', (event) => void this.#endOfEpoch(event))]
  }

  get position(): number {
    return this.#position
  }

  get figures() {
    return this.#snapshots.figures
  }

  /** Fetches what is new in the store: everything at first, later what a training elsewhere has added. */
  async refresh(): Promise<void> {
    const { experimentId } = this
    const fromEpoch = this.epochs.length
    const [added, snapshots] = await Promise.all([
      this.client.request('epochs:list', { experimentId, fromEpoch }),
      this.client.request('snapshots:list', { experimentId }),
    ])
    if (this.epochs.length === fromEpoch) this.epochs = [...this.epochs, ...added]
    this.#setSnapshots(snapshots)
    this.loaded = true
  }

  /** Moves the timeline to the snapshot at `position`, clamped. */
  moveTo(position: number): void {
    if (this.snapshotEpochs.length === 0) return
    this.#position = Math.max(0, Math.min(position, this.snapshotEpochs.length - 1))
    const epoch = this.epoch
    if (epoch === null) return
    // In both directions: whoever scrubs turns round as often as not.
    const neighbours = [1, -1, 2, -2].flatMap((step) => this.snapshotEpochs[this.#position + step] ?? [])
    this.#snapshots.show(epoch, neighbours)
  }

  /** Moves to the snapshot nearest to an epoch. */
  moveNear(epoch: number): void {
    this.pause()
    this.moveTo(nearestIndex(this.snapshotEpochs, epoch))
  }

  /** One snapshot on or back. */
  stepBy(steps: number): void {
    this.pause()
    this.moveTo(this.#position + steps)
  }

  play(): void {
    if (this.snapshotEpochs.length < 2) return
    if (this.atEnd) this.moveTo(0)
    this.playing = true
    this.#step()
  }

  pause(): void {
    this.playing = false
    clearTimeout(this.#timer)
  }

  dispose(): void {
    this.pause()
    for (const end of this.#subscriptions) end()
  }

  /** One step once the figures of the one before are there, so that none is skipped. */
  #step(): void {
    this.#timer = setTimeout(() => {
      if (!this.playing) return
      if (this.figures?.epoch === this.epoch) this.moveTo(this.#position + 1)
      if (this.atEnd) this.pause()
      else this.#step()
    }, playInterval)
  }

  async #endOfEpoch({ experimentId, metrics, hasSnapshot }: Events['training:epoch']): Promise<void> {
    if (experimentId !== this.experimentId || !this.loaded) return
    if (metrics.epoch === this.epochs.length) {
      this.epochs = [...this.epochs, metrics]
    } else {
      await this.refresh().catch(this.failed)
    }
    if (hasSnapshot && !this.snapshotEpochs.includes(metrics.epoch)) this.#setSnapshots([...this.snapshotEpochs, metrics.epoch])
  }

  #setSnapshots(epochs: readonly number[]): void {
    const follows = this.atEnd && !this.playing
    const shown = this.epoch
    this.snapshotEpochs = epochs
    if (follows || shown === null) this.moveTo(epochs.length - 1)
    else this.moveTo(nearestIndex(epochs, shown))
  }
}

/** Index of the value nearest to `target` in an ascending list; −1 for an empty one. */
export function nearestIndex(ascending: readonly number[], target: number): number {
  let nearest = -1
  let distance = Infinity
  for (const [index, value] of ascending.entries()) {
    if (Math.abs(value - target) < distance) {
      distance = Math.abs(value - target)
      nearest = index
    }
  }
  return nearest
}
