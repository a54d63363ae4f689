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

/** The colours of those that stand out from the text around them: CSS values. */
export const statusColours: Partial<Record<ExperimentStatus, string>> = {
  training: 'var(--accent)',
  paused: 'var(--warning)',
  interrupted: 'var(--warning)',
  failed: 'var(--danger)',
  completed: 'var(--success)',
}
