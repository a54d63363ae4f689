import { z } from 'zod'
import { experimentConfigurationSchema } from '../experiment/configuration.ts'
import type { Experiment } from '../experiment/experiment.ts'
import type { EpochMetrics } from '../experiment/metrics.ts'
import type { Sparkline } from '../experiment/sparkline.ts'
import { colourSchema, epoch, experimentId, handle, nameSchema, notesSchema, ofExperiment } from './primitives.ts'

export const experimentRequests = {
  'experiments:list': z.undefined(),
  'experiments:create': z.strictObject({
    name: nameSchema,
    configuration: experimentConfigurationSchema,
    origin: z.strictObject({ experimentId, epoch }).nullable(),
  }),
  'experiments:rename': z.strictObject({ experimentId, name: nameSchema }),
  'experiments:annotate': z.strictObject({ experimentId, notes: notesSchema.optional(), colour: colourSchema.optional() }),
  /** Whether charts of several runs leave these out. */
  'experiments:set-hidden': z.strictObject({ experimentIds: z.array(experimentId).max(10_000), hidden: z.boolean() }),
  /** It can be restored for a while. */
  'experiments:delete': ofExperiment,
  'experiments:restore': ofExperiment,
  /** val_loss of each, thinned: for a picture of how a run goes, not for a chart. */
  'experiments:sparklines': z.strictObject({ experimentIds: z.array(experimentId).max(500) }),
  /** Of a file that `Export` wrote, here or elsewhere. */
  'experiments:import': z.strictObject({ file: handle }),
  /** The import of this file, if one runs, then fails as cancelled and leaves nothing. */
  'experiments:cancel-import': z.strictObject({ file: handle }),
  /** The epochs, 0-based, that a branch can go on from with the optimiser's state. */
  'checkpoints:list': ofExperiment,
  'epochs:list': z.strictObject({ experimentId, fromEpoch: epoch }),
}

export interface ImportedExperiment {
  experiment: Experiment
  /** Its data set's name if that is not in this workspace: the run can be looked at, but not trained on. */
  missingDataset: string | null
}

export interface ExperimentResponses {
  'experiments:list': Experiment[]
  'experiments:create': Experiment
  'experiments:rename': Experiment
  'experiments:annotate': Experiment
  'experiments:set-hidden': null
  'experiments:delete': null
  'experiments:restore': Experiment
  'experiments:sparklines': Sparkline[]
  'experiments:import': ImportedExperiment
  'experiments:cancel-import': null
  'checkpoints:list': number[]
  'epochs:list': EpochMetrics[]
}

/** How far the import of an experiment's file is. */
export interface ExperimentImportProgress {
  /** Its handle. */
  file: string
  /** Within [0, 1]. */
  fraction: number
}

export interface ExperimentEvents {
  'experiments:changed': Experiment
  'experiments:deleted': string
  'experiments:import-progress': ExperimentImportProgress
}
