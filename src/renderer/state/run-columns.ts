import type { EpochSeries, ScalarColumn } from '../../shared/contract/scalars.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { GrowingColumn } from './growing-column.ts'

const nothing = new Float64Array(0)

/** What is known of one run's epochs, in columns; each is fetched when something wants to show it. */
export class RunColumns {
  readonly #columns = new Map<ScalarColumn, GrowingColumn>()
  #dimensions: { count: number; column: GrowingColumn } | null = null
  #dimensionsAsked = false

  /** All values from epoch 0 on; empty where they were never fetched. */
  values(column: ScalarColumn): Float64Array {
    return this.#columns.get(column)?.values ?? nothing
  }

  /** KL of each latent dimension: one series a dimension, nats per test image. */
  dimensions(): Float64Array[] {
    if (this.#dimensions === null) return []
    const { count, column } = this.#dimensions
    const { values } = column
    return Array.from({ length: count }, (_, dimension) =>
      Float64Array.from({ length: values.length / count }, (_, epoch) => values[epoch * count + dimension] ?? NaN),
    )
  }

  /** The first epoch that some of these columns lack; `epochsDone` if they lack none. */
  firstMissing(columns: readonly ScalarColumn[], perDimension: boolean, epochsDone: number): number {
    const lengths = columns.map((column) => this.#columns.get(column)?.length ?? 0)
    if (perDimension && !this.#dimensionsAsked) lengths.push(0)
    return Math.min(epochsDone, ...lengths)
  }

  /** Takes what was fetched; what does not follow what is there is left out. */
  put({ fromEpoch, length, columns, perDimension }: EpochSeries, askedForDimensions: boolean): void {
    for (const [name, values] of Object.entries(columns) as [ScalarColumn, Float64Array][]) {
      const column = this.#column(name)
      if (fromEpoch <= column.length && fromEpoch + length >= column.length) column.put(fromEpoch, values)
    }
    if (!askedForDimensions) return
    this.#dimensionsAsked = true
    if (perDimension === null) return
    const { count, values } = perDimension
    this.#dimensions ??= { count, column: new GrowingColumn() }
    const { column } = this.#dimensions
    if (fromEpoch * count <= column.length) column.put(fromEpoch * count, values)
  }

  /** Adds an epoch that has just ended. @returns false if epochs before it are missing, which have to be fetched */
  push(metrics: EpochMetrics): boolean {
    let complete = true
    for (const [name, column] of this.#columns) {
      if (metrics.epoch <= column.length) column.put(metrics.epoch, [metrics[name]])
      else complete = false
    }
    if (!this.#dimensionsAsked || metrics.valKlPerDimension === null) return complete
    const count = metrics.valKlPerDimension.length
    this.#dimensions ??= { count, column: new GrowingColumn() }
    const { column } = this.#dimensions
    // Epochs of an older version have none.
    if (column.length < metrics.epoch * count) column.put(column.length, new Float64Array(metrics.epoch * count - column.length).fill(NaN))
    column.put(metrics.epoch * count, metrics.valKlPerDimension)
    return complete
  }

  #column(name: ScalarColumn): GrowingColumn {
    const column = this.#columns.get(name) ?? new GrowingColumn()
    this.#columns.set(name, column)
    return column
  }
}
