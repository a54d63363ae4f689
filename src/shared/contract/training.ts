import { z } from 'zod'
import { learningRateSchema } from '../experiment/configuration.ts'
import type { Experiment, TrainingProgress } from '../experiment/experiment.ts'
import type { LearningRateChange } from '../experiment/learning-rate-change.ts'
import type { EpochMetrics } from '../experiment/metrics.ts'
import { experimentId, ofExperiment } from './primitives.ts'

/** Takes away the epochs that a run cannot go on from, since their checkpoints are damaged; without it that is an error. */
const goBack = z.literal(true).optional()

export const trainingRequests = {
  /** Starts, resumes or (behind another run) queues. `totalEpochs` trains longer than configured, `learningRate` holds from there on. */
  'training:start': z.strictObject({
    ...{ experimentId, totalEpochs: z.number().int().min(1).max(100_000).nullable(), goBack },
    learningRate: learningRateSchema.optional(),
  }),
  /** Trains the next epoch, then pauses. A run whose epochs are done gets one more. */
  'training:one-epoch': z.strictObject({ experimentId, goBack }),
  'training:pause': ofExperiment,
  'training:stop': ofExperiment,
  /** From the next step on, in place of the schedule's; of a run that does not train, from where it goes on. */
  'training:set-learning-rate': z.strictObject({ experimentId, learningRate: learningRateSchema }),
  /** Those set by hand. */
  'training:learning-rate-changes': ofExperiment,
}

export interface TrainingResponses {
  'training:start': Experiment
  'training:one-epoch': Experiment
  'training:pause': Experiment
  'training:stop': Experiment
  'training:set-learning-rate': null
  'training:learning-rate-changes': LearningRateChange[]
}

export interface TrainingEvents {
  'training:progress': TrainingProgress
  'training:epoch': { experimentId: string; metrics: EpochMetrics; hasSnapshot: boolean }
  /** A rate that was set by hand takes effect; it is stored already. */
  'training:learning-rate': { experimentId: string; change: LearningRateChange }
  /** Something the user should know, though the run goes on. */
  'training:warning': { experimentId: string; message: string }
}
