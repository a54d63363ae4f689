import { csv } from '../../../shared/csv.ts'
import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import { workedTime } from '../../../shared/experiment/worked-time.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/**
 * A row of the table, in the order of its columns. Units as in EpochMetrics; `ended_at` is ISO 8601, UTC.
 * @param relative seconds that were worked by the end of the epoch, without pauses
 */
function row(metrics: EpochMetrics, relative: number) {
  return {
    epoch: metrics.epoch,
    loss: metrics.loss,
    val_loss: metrics.valLoss,
    reconstruction: metrics.reconstruction,
    kl: metrics.kl,
    val_reconstruction: metrics.valReconstruction,
    val_kl: metrics.valKl,
    learning_rate: metrics.learningRate,
    seconds: metrics.seconds,
    relative,
    ended_at: new Date(metrics.endedAt).toISOString(),
    val_kl_per_dimension: metrics.valKlPerDimension,
  }
}

/** KL has a column for each latent dimension, which stays empty where an older version trained the epoch. */
function table(rows: readonly ReturnType<typeof row>[]): string {
  const latentDim = Math.max(0, ...rows.map(({ val_kl_per_dimension: each }) => each?.length ?? 0))
  const dimensions = Array.from({ length: latentDim }, (_, dimension) => dimension)
  const cells = rows.map(({ val_kl_per_dimension: each, ...columns }) => [
    ...Object.values(columns),
    ...dimensions.map((dimension) => each?.[dimension]),
  ])
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'val_kl_per_dimension')
  return csv([[...names, ...dimensions.map((dimension) => `val_kl_z${dimension}`)], ...cells])
}

/** Writes one row an epoch, numbers at full precision. @returns bytes written */
export async function exportScalars(source: ExportSource, out: string, progress: Progress): Promise<number> {
  const epochs = source.epochs()
  const relative = workedTime(epochs.map(({ seconds }) => seconds))
  const rows = epochs.map((metrics, index) => row(metrics, relative[index] ?? NaN))
  await progress.reached(0, rows.length)
  const text = extensionOf(out) === '.csv' ? table(rows) : `${JSON.stringify(rows, null, 2)}\n`
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(text)
    await progress.reached(rows.length, rows.length)
  })
}
