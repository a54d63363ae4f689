import { recoveryOf, type Recovery } from '../../shared/experiment/divergence.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { formatRate } from '../format.ts'

/** What can be done with a run as it stands; the title bar and the menu offer the same. */
export interface RunActions {
  /** The word on the button that starts it; null where it cannot be started. */
  train: 'Train' | 'Resume' | null
  trainLonger: boolean
  /** Train the next epoch and pause. */
  oneEpoch: boolean
  /** What gets on from where it has diverged: to resume it as it is would lead to the same end. */
  recover: Recovery | null
  pause: boolean
  stop: boolean
  delete: boolean
  /** Whether it may be asked what its steps take: not while it trains, since each would slow the other down. */
  profile: boolean
  /** Whether there is anything to export. */
  export: boolean
}

/** @param canTrain whether this machine can train at all */
export function actionsFor(experiment: Experiment, canTrain = true): RunActions {
  const { status, epochsDone } = experiment
  const active = status === 'training' || status === 'paused' || status === 'queued'
  const recover = recoveryOf(experiment)
  const resumable = status === 'paused' || status === 'stopped' || status === 'interrupted' || (status === 'failed' && recover === null)
  return {
    train: !canTrain ? null : status === 'created' ? 'Train' : resumable ? 'Resume' : null,
    trainLonger: canTrain && status === 'completed',
    oneEpoch: canTrain && status !== 'training' && status !== 'queued' && recover === null,
    recover: canTrain ? recover : null,
    pause: status === 'training',
    stop: active,
    delete: !active,
    profile: status !== 'training' && status !== 'queued',
    export: epochsDone > 0,
  }
}

/** What the button says that recovers a run. */
export function describeRecovery(recovery: Recovery): string {
  switch (recovery.kind) {
    case 'branch':
      return `Branch from epoch ${recovery.epoch} at ${formatRate(recovery.learningRate)}`
    case 'rate':
      return `Train again at ${formatRate(recovery.learningRate)}`
    case 'batch-size':
      return `Train anew in batches of ${recovery.batchSize}`
  }
}

/** The same where there is little room. */
export function shortRecovery(recovery: Recovery): string {
  return recovery.kind === 'branch' ? `Branch at ${formatRate(recovery.learningRate)}` : describeRecovery(recovery)
}
