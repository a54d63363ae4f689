import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'

/** Snapshots kept in memory, about 1.3 MB each. */
const capacity = 40

/**
 * Brings the figures of the epoch that is wanted now. While one is under way only the latest wish waits, so that dragging
 * the timeline never queues up work; what was seen lately is kept.
 */
export class SnapshotLoader {
  figures = $state.raw<SnapshotFigures | null>(null)
  #wanted: number | null = null
  #loading = false
  /** The latest at the end. */
  #kept: readonly SnapshotFigures[] = []

  /** @param failed hears of a snapshot that could not be had; the figures shown stay */
  constructor(
    private readonly load: (epoch: number) => Promise<SnapshotFigures>,
    private readonly failed: (thrown: unknown) => void,
  ) {}

  show(epoch: number): void {
    this.#wanted = epoch
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
      }
    } catch (thrown) {
      this.failed(thrown)
    } finally {
      this.#loading = false
    }
  }

  #keep(figures: SnapshotFigures): void {
    this.#kept = [...this.#kept.filter(({ epoch }) => epoch !== figures.epoch), figures].slice(-capacity)
  }
}
