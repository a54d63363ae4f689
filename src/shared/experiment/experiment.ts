import type { ExperimentConfiguration } from './configuration.ts'
import type { EpochMetrics } from './metrics.ts'

/**
 * - `created`: never trained. - `queued`: waits for the run in progress. - `training`, `paused`: a worker holds it.
 * - `stopped`: the user stopped it. - `interrupted`: the program ended while it trained. - `failed`: an error ended it.
 * - `completed`: all its epochs are done. All but `training` and `paused` can be resumed while epochs are left.
 */
export const experimentStatuses = [
  'created',
  'queued',
  'training',
  'paused',
  'stopped',
  'interrupted',
  'failed',
  'completed',
] as const

export type ExperimentStatus = (typeof experimentStatuses)[number]

/** Where a branched experiment began: the weights of that snapshot (0-based epoch). */
export interface ExperimentOrigin {
  experimentId: string
  epoch: number
}

export interface Experiment {
  id: string
  name: string
  /** What the user wrote down about it. */
  notes: string
  /** Index in the palette of runs; it keeps it everywhere and for good. */
  colour: number
  /** Left out of charts that show several runs. */
  hidden: boolean
  status: ExperimentStatus
  configuration: ExperimentConfiguration
  origin: ExperimentOrigin | null
  /** Milliseconds since 1970, UTC. */
  createdAt: number
  /** Number of whole epochs in the store; the next one to train is this number (0-based). */
  epochsDone: number
  lastMetrics: EpochMetrics | null
  bestValLoss: number | null
  /** The message of the error that ended the run, if one did. */
  error: string | null
}

/** A run within its epoch, as the window and the terminal show it. */
export interface TrainingProgress {
  experimentId: string
  /** 0-based epoch in progress. */
  epoch: number
  totalEpochs: number
  /** Steps done of this epoch. */
  step: number
  stepsPerEpoch: number
  /** Mean loss over this epoch's steps so far. */
  loss: number
  /** Median seconds of the epochs of this session so far; null before the first has ended. */
  secondsPerEpoch: number | null
  /** Seconds left for the whole run; null before it can be known. */
  secondsLeft: number | null
}
