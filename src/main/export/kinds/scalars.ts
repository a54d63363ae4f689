import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/** A row of the table, in the order of its columns. Units as in EpochMetrics; `ended_at` is ISO 8601, UTC. */
function row(metrics: EpochMetrics) {
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
    ended_at: new Date(metrics.endedAt).toISOString(),
  }
}

/** RFC 4180 but for its line ends; no field needs quotes. */
function csv(rows: readonly ReturnType<typeof row>[]): string {
  const lines = rows.map((columns) => Object.values(columns).join(','))
  return `${[Object.keys(rows[0] ?? {}).join(','), ...lines].join('\n')}\n`
}

/** Writes one row an epoch, numbers at full precision. @returns bytes written */
export async function exportScalars(source: ExportSource, out: string, progress: Progress): Promise<number> {
  const rows = source.epochs().map(row)
  await progress.reached(0, rows.length)
  const text = extensionOf(out) === '.csv' ? csv(rows) : `${JSON.stringify(rows, null, 2)}\n`
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(text)
    await progress.reached(rows.length, rows.length)
  })
}
