import { z } from 'zod'
import { experimentConfigurationSchema } from '../experiment/configuration.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { EpochMetrics } from '../experiment/metrics.ts'
import { epoch, experimentId, nameSchema, ofExperiment } from './primitives.ts'

export const experimentRequests = {
  'experiments:list': z.undefined(),
  'experiments:create': z.strictObject({
    name: nameSchema,
    configuration: experimentConfigurationSchema,
    origin: z.strictObject({ experimentId, epoch }).nullable(),
  }),
  'experiments:rename': z.strictObject({ experimentId, name: nameSchema }),
  'experiments:delete': ofExperiment,
  'epochs:list': z.strictObject({ experimentId, fromEpoch: epoch }),
}

export interface ExperimentResponses {
  'experiments:list': Experiment[]
  'experiments:create': Experiment
  'experiments:rename': Experiment
  'experiments:delete': null
  'epochs:list': EpochMetrics[]
}

export interface ExperimentEvents {
  'experiments:changed': Experiment
  'experiments:deleted': string
}
