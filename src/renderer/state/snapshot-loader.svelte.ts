import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'

/** Snapshots kept in memory, about 0.3 MB each for the preset: all of a run's. */
const capacity = 70

/**
 * Brings the figures of the epoch that is wanted now. While one is under way only the latest wish waits, so that dragging
 * the timeline never queues up work; what was seen lately is kept. When nothing is wanted, the neighbours come ahead.
 */
export class SnapshotLoader {
  figures = $state.raw<SnapshotFigures | null>(null)
  #wanted: number | null = null
  /** To be fetched ahead, the nearest first. */
  #ahead: readonly number[] = []
  #loading = false
  /** The latest at the end. */
  #kept: readonly SnapshotFigures[] = []

  /** @param failed hears of a snapshot that could not be had; the figures shown stay */
  constructor(
    private readonly load: (epoch: number) => Promise<SnapshotFigures>,
    private readonly failed: (thrown: unknown) => void,
  ) {}

  /** @param ahead epochs that may be wanted next */
  show(epoch: number, ahead: readonly number[] = []): void {
    this.#wanted = epoch
    this.#ahead = ahead
    if (!this.#loading) void this.#work()
  }

  async #work(): Promise<void> {
    this.#loading = true
    try {
      while (this.#wanted !== null) {
        const epoch = this.#wanted
        this.#wanted = null
        const figures = this.#kept.find((kept) => kept.epoch === epoch) ?? (await this.load(epoch))
        this.#keep(figures)
        this.figures = figures
        if (!this.#isWanted()) await this.#fetchAhead()
      }
    } catch (thrown) {
      this.failed(thrown)
    } finally {
      this.#loading = false
    }
  }

  /** Until the timeline moves on. */
  async #fetchAhead(): Promise<void> {
    for (const epoch of this.#ahead) {
      if (this.#kept.some((kept) => kept.epoch === epoch)) continue
      // One that cannot be had is spoken of when it is wanted.
      const figures = await this.load(epoch).catch(() => null)
      if (figures !== null) this.#keep(figures)
      if (this.#isWanted()) return
    }
  }

  /** By a method, since the wish changes while the loader waits. */
  #isWanted(): boolean {
    return this.#wanted !== null
  }

  #keep(figures: SnapshotFigures): void {
    this.#kept = [...this.#kept.filter(({ epoch }) => epoch !== figures.epoch), figures].slice(-capacity)
  }
}
