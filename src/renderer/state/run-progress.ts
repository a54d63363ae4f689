import type { Experiment, TrainingProgress } from '../../shared/experiment/experiment.ts'

export interface RunProgress {
  /** Of all epochs, within [0, 1]. */
  fraction: number
  /** 1-based epoch in progress while it trains, else how many are done. */
  epoch: number
  totalEpochs: number
  /** How much of the epoch in progress is done, within [0, 1]; null while it does not train. */
  epochFraction: number | null
  secondsLeft: number | null
  secondsPerEpoch: number | null
}

/** Joins what the store knows of a run with how far its epoch in progress has come. */
export function runProgress(experiment: Experiment, live: TrainingProgress | null): RunProgress {
  const { epochsDone, configuration, status } = experiment
  const totalEpochs = configuration.epochs
  const running = status === 'training' || status === 'paused'
  // Progress of an epoch that has ended meanwhile says nothing any more.
  const step = running && live !== null && live.epoch >= epochsDone ? live.step / live.stepsPerEpoch : 0
  return {
    fraction: Math.min(1, (epochsDone + step) / totalEpochs),
    epoch: running ? Math.min(epochsDone + 1, totalEpochs) : epochsDone,
    totalEpochs,
    epochFraction: running ? step : null,
    secondsLeft: status === 'training' ? (live?.secondsLeft ?? null) : null,
    secondsPerEpoch: status === 'training' ? (live?.secondsPerEpoch ?? null) : null,
  }
}
