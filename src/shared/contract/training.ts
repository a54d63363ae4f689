import { z } from 'zod'
import type { Experiment, TrainingProgress } from '../experiment/experiment.ts'
import type { EpochMetrics } from '../experiment/metrics.ts'
import { experimentId, ofExperiment } from './primitives.ts'

export const trainingRequests = {
  /** Starts, resumes or (behind another run) queues. `totalEpochs` trains longer than configured. */
  'training:start': z.strictObject({ experimentId, totalEpochs: z.number().int().min(1).max(100_000).nullable() }),
  'training:pause': ofExperiment,
  'training:stop': ofExperiment,
}

export interface TrainingResponses {
  'training:start': Experiment
  'training:pause': Experiment
  'training:stop': Experiment
}

export interface TrainingEvents {
  'training:progress': TrainingProgress
  'training:epoch': { experimentId: string; metrics: EpochMetrics; hasSnapshot: boolean }
  /** Something the user should know, though the run goes on. */
  'training:warning': { experimentId: string; message: string }
}
