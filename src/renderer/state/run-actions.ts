import type { Experiment } from '../../shared/experiment/experiment.ts'

/** What can be done with a run as it stands; the title bar and the menu offer the same. */
export interface RunActions {
  /** The word on the button that starts it; null where it cannot be started. */
  train: 'Train' | 'Resume' | null
  trainLonger: boolean
  /** Train the next epoch and pause. */
  oneEpoch: boolean
  pause: boolean
  stop: boolean
  delete: boolean
  /** Whether there is anything to export. */
  export: boolean
}

export function actionsFor({ status, epochsDone }: Experiment): RunActions {
  const active = status === 'training' || status === 'paused' || status === 'queued'
  const resumable = status === 'paused' || status === 'stopped' || status === 'interrupted' || status === 'failed'
  return {
    train: status === 'created' ? 'Train' : resumable ? 'Resume' : null,
    trainLonger: status === 'completed',
    oneEpoch: status !== 'training' && status !== 'queued',
    pause: status === 'training',
    stop: active,
    delete: !active,
    export: epochsDone > 0,
  }
}
