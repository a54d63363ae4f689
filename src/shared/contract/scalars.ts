import { z } from 'zod'
import { epoch, experimentId } from './primitives.ts'

/** What there is of each epoch, in columns; units as in EpochMetrics. */
export const scalarColumns = [
  'loss',
  'valLoss',
  'reconstruction',
  'valReconstruction',
  'kl',
  'valKl',
  'learningRate',
  'seconds',
  'endedAt',
] as const
export type ScalarColumn = (typeof scalarColumns)[number]

export const scalarRequests = {
  /** Chosen columns of many runs at once, each from an epoch on. */
  'epochs:series': z.strictObject({
    runs: z.array(z.strictObject({ experimentId, fromEpoch: epoch })).max(10_000),
    columns: z.array(z.enum(scalarColumns)).max(scalarColumns.length),
    /** Also KL of each latent dimension. */
    perDimension: z.boolean(),
  }),
  'references:list': z.undefined(),
}

/** Columns of one run. Its epochs follow each other without a gap, so a value's place says its epoch. */
export interface EpochSeries {
  experimentId: string
  /** 0-based epoch of the first value. */
  fromEpoch: number
  /** Values in each column. */
  length: number
  columns: Partial<Record<ScalarColumn, Float64Array>>
  /** null where it was not asked for, or no epoch has it. */
  perDimension: DimensionSeries | null
}

/** KL of each latent dimension, nats per test image. */
export interface DimensionSeries {
  /** Dimensions of the latent space. */
  count: number
  /** [length, count] row-major; NaN for epochs that have none. */
  values: Float64Array
}

/** A training curve published by somebody else, to compare one's own with. */
export interface ReferenceCurve {
  id: string
  title: string
  /** Who published it, and where. */
  source: string
  about: string
  /** 0-based epochs, ascending, not necessarily all. */
  epochs: Float64Array
  /** Nats per image / (2 · pixels). */
  loss: Float64Array
  valLoss: Float64Array
}

export interface ScalarResponses {
  /** In the order of the request; of a run that is gone, empty. */
  'epochs:series': EpochSeries[]
  'references:list': ReferenceCurve[]
}
