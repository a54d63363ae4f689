import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import type { SnapshotFigureData } from '../../shared/experiment/snapshot.ts'

export type { SnapshotFigureData }

/** A tensor's value; row-major. */
export interface TensorRecord {
  dtype: 'float32' | 'int32'
  shape: number[]
  data: Float32Array | Int32Array
}

export type TensorBundle = Record<string, TensorRecord>

/** What the numbers of a run depend on in their last bits, besides its configuration, its data and its seed. */
export interface Arithmetic {
  /** How many parts a batch is computed in. */
  rowParts: number
  /** Version of TensorFlow. */
  tensorflow: string
  /** The processor's instructions, such as `AVX2`. */
  instructions: string
}

/** All that a run goes on from after an epoch. */
export interface Checkpoint {
  /** The epoch it was made after, 0-based; −1 holds the weights that a branched experiment starts from. */
  epoch: number
  /** Steps made since training began. */
  globalStep: number
  /** Weights, moving averages, optimiser slots. */
  state: TensorBundle
  /** Each callback's own state by its name; JSON. */
  callbacks: Record<string, unknown>
  /** How it was computed; absent: it was not noted, or it was not computed, as what a branch starts from. */
  arithmetic?: Arithmetic | undefined
}

/** A checkpoint that was read back. */
export interface RestoredCheckpoint extends Checkpoint {
  /** Epochs of newer checkpoints that turned out to be damaged, newest first. */
  damaged: number[]
}

export type CheckpointKind = 'start' | 'best' | 'periodic' | 'recent'

export interface Snapshot extends SnapshotFigureData {
  /** The model's weights, without optimiser slots; null where the experiment keeps none. */
  weights: TensorBundle | null
}

/** Which checkpoints stay besides the newest two, decided as this epoch is saved. */
export interface Retention {
  /** This one is periodic. */
  periodic: boolean
  /** This one is the best so far. */
  best: boolean
  /** How many periodic ones stay. */
  keep: number
}

/** All that an epoch leaves behind; it is saved whole or not at all. */
export interface EpochRecord {
  experimentId: string
  metrics: EpochMetrics
  snapshot: Snapshot | null
  checkpoint: Checkpoint
  retention: Retention
}
