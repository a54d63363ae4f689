import type { ExperimentStatus } from '../../shared/experiment/experiment.ts'

/** How the window calls each status. */
export const statusWords: Record<ExperimentStatus, string> = {
  created: 'Not trained yet',
  queued: 'Queued',
  training: 'Training',
  paused: 'Paused',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
  failed: 'Failed',
  completed: 'Completed',
}
