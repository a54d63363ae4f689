import type { DimensionSeries, EpochSeries, ScalarColumn } from '../../shared/contract/scalars.ts'
import { float32OfBytes } from './bytes.ts'
import type { Connection, SqlValue } from './connection.ts'

const sqlNames: Record<ScalarColumn, string> = {
  loss: 'loss',
  valLoss: 'val_loss',
  reconstruction: 'reconstruction',
  valReconstruction: 'val_reconstruction',
  kl: 'kl',
  valKl: 'val_kl',
  learningRate: 'learning_rate',
  seconds: 'seconds',
  endedAt: 'ended_at',
}

export interface WantedSeries {
  experimentId: string
  /** 0-based. */
  fromEpoch: number
  columns: readonly ScalarColumn[]
  /** Also KL of each latent dimension. */
  perDimension: boolean
}

/**
 * Columns of one run's epochs, for charts of many runs: rows come as bare arrays and go straight into typed arrays, four
 * times as fast as objects and a fraction of their memory.
 */
export function readEpochSeries(connection: Connection, { experimentId, fromEpoch, columns, perDimension }: WantedSeries): EpochSeries {
  const chosen = [...new Set(columns)]
  const names = [...chosen.map((column) => sqlNames[column]), ...(perDimension ? ['val_kl_per_dimension'] : [])]
  const rows = connection
    .tuples(`SELECT ${names.join(', ') || 'epoch'} FROM epochs WHERE experiment_id = ? AND epoch >= ? ORDER BY epoch`)
    .all(experimentId, fromEpoch)
  const column = (place: number) => Float64Array.from(rows, (row) => Number(row[place]))
  return {
    experimentId,
    fromEpoch,
    length: rows.length,
    columns: Object.fromEntries(chosen.map((name, place) => [name, column(place)])),
    perDimension: perDimension ? dimensionsOf(rows.map((row) => row[chosen.length] ?? null)) : null,
  }
}

/** @param blobs little-endian float32 [latent_dim] each; null for epochs of older versions */
function dimensionsOf(blobs: readonly SqlValue[]): DimensionSeries | null {
  const perEpoch = blobs.map((blob) => (blob instanceof Uint8Array ? float32OfBytes(blob) : null))
  const count = perEpoch.find((values) => values !== null)?.length
  if (count === undefined) return null
  const values = new Float64Array(perEpoch.length * count).fill(NaN)
  for (const [epoch, ofEpoch] of perEpoch.entries()) if (ofEpoch !== null) values.set(ofEpoch, epoch * count)
  return { count, values }
}
