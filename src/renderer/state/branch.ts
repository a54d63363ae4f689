import type { Experiment, ExperimentOrigin } from '../../shared/experiment/experiment.ts'
import type { Preset } from '../../shared/experiment/presets.ts'
import { withSuffix } from '../../shared/plain-text.ts'

/** A branch that is about to be made. */
export interface Branch {
  origin: ExperimentOrigin
  /** Of the run that it comes from. */
  name: string
  /** What it is configured with at first. */
  start: Preset
}

/**
 * A branch from a run's snapshot: configured like the run, from the learning rate that it had then, for the epochs that
 * were left, or for as many as the run had if there were none.
 *
 * @param epoch of the snapshot, 0-based
 * @param learningRate of that epoch
 */
export function branchFrom({ id, name, configuration }: Experiment, epoch: number, learningRate: number): Branch {
  const { epochs, optimizer } = configuration
  const left = epochs - epoch - 1
  return {
    origin: { experimentId: id, epoch },
    name,
    start: {
      name: configuration.preset,
      title: withSuffix(name, ` from epoch ${epoch}`),
      configuration: {
        ...configuration,
        epochs: left > 0 ? left : epochs,
        optimizer: { ...optimizer, learningRate },
      },
    },
  }
}
