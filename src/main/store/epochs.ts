import type { EpochSeries } from '../../shared/contract/scalars.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { sparklineEpochs } from '../../shared/experiment/sparkline.ts'
import { bytesOfFloat32, float32OfBytes } from './bytes.ts'
import type { Connection } from './connection.ts'
import { readEpochSeries, type WantedSeries } from './epoch-series.ts'
import type { Row } from './rows.ts'
import { insertSealed, isAsWritten } from './sealed-rows.ts'
import { notAsWritten } from './sqlite-errors.ts'

export interface EpochRow {
  epoch: number
  loss: number
  val_loss: number
  reconstruction: number
  kl: number
  val_reconstruction: number
  val_kl: number
  val_kl_per_dimension: Uint8Array | null
  learning_rate: number
  seconds: number
  ended_at: number
}

export const epochColumns =
  'epoch, loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate, seconds, ended_at, val_kl_per_dimension'

export function metricsOf(row: EpochRow): EpochMetrics {
  return {
    epoch: row.epoch,
    loss: row.loss,
    valLoss: row.val_loss,
    reconstruction: row.reconstruction,
    kl: row.kl,
    valReconstruction: row.val_reconstruction,
    valKl: row.val_kl,
    valKlPerDimension: row.val_kl_per_dimension === null ? null : [...float32OfBytes(row.val_kl_per_dimension)],
    learningRate: row.learning_rate,
    seconds: row.seconds,
    endedAt: row.ended_at,
  }
}

/** Metrics of each whole epoch. They follow each other without a gap, from 0. */
export class Epochs {
  constructor(private readonly connection: Connection) {}

  /**
   * Ascending; none for an experiment that is not there.
   * @throws WorkbenchError `database-corrupt` if one of them is not what was written
   */
  list(experimentId: string, fromEpoch = 0): EpochMetrics[] {
    return this.connection
      .statement<EpochRow & Row>(`SELECT * FROM epochs WHERE experiment_id = ? AND epoch >= ? ORDER BY epoch`)
      .all(experimentId, fromEpoch)
      .map((row) => {
        if (!isAsWritten('epochs', row)) throw notAsWritten(this.connection.file, `the metrics of epoch ${row.epoch} of ${experimentId}`)
        return metricsOf(row)
      })
  }

  /** Chosen columns of a run's epochs; of one that is not there, empty. */
  series(wanted: WantedSeries): EpochSeries {
    return readEpochSeries(this.connection, wanted)
  }

  /** val_loss at some epochs of an experiment, each looked up by itself: it takes as long for a long run as for a short one. */
  sparkline(experimentId: string): number[] {
    const epochs = JSON.stringify(sparklineEpochs(this.next(experimentId)))
    return this.connection
      .statement<{ val_loss: number }>(
        `SELECT val_loss FROM json_each(?) JOIN epochs ON experiment_id = ? AND epoch = json_each.value ORDER BY epoch`,
      )
      .all(epochs, experimentId)
      .map((row) => row.val_loss)
  }

  /** The epoch that comes after those there are; their number at the same time. */
  next(experimentId: string): number {
    const row = this.connection
      .statement<{ next: number }>('SELECT coalesce(max(epoch) + 1, 0) AS next FROM epochs WHERE experiment_id = ?')
      .get(experimentId)
    return row?.next ?? 0
  }

  /** @throws WorkbenchError if it is not the next epoch, or a number in it is none */
  insert(experimentId: string, metrics: EpochMetrics): void {
    const next = this.next(experimentId)
    if (metrics.epoch !== next) {
      throw new WorkbenchError(
        'internal',
        `Epoch ${metrics.epoch} of experiment ${experimentId} cannot be saved: the next one is ${next}. Resume the experiment.`,
      )
    }
    const values = {
      epoch: metrics.epoch,
      ...{ loss: metrics.loss, val_loss: metrics.valLoss, reconstruction: metrics.reconstruction, kl: metrics.kl },
      ...{ val_reconstruction: metrics.valReconstruction, val_kl: metrics.valKl, learning_rate: metrics.learningRate },
      ...{ seconds: metrics.seconds, ended_at: metrics.endedAt },
    }
    const perDimension = metrics.valKlPerDimension
    if (![...Object.values(values), ...(perDimension ?? [])].every(Number.isFinite)) {
      throw new WorkbenchError(
        'invalid-parameter',
        `Epoch ${next} of experiment ${experimentId} has a metric that is not a number. Train with a lower learning rate.`,
      )
    }
    insertSealed(this.connection, 'epochs', {
      ...{ experiment_id: experimentId, ...values },
      val_kl_per_dimension: perDimension === null ? null : bytesOfFloat32(Float32Array.from(perDimension)),
    })
  }

  /** Also removes the snapshots of these epochs. */
  removeFrom(experimentId: string, epoch: number): void {
    this.connection.statement('DELETE FROM epochs WHERE experiment_id = ? AND epoch >= ?').run(experimentId, epoch)
  }
}
