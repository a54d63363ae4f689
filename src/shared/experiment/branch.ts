import type { ExperimentConfiguration } from './configuration.ts'
import type { Experiment, ExperimentOrigin } from './experiment.ts'
import type { Preset } from './presets.ts'
import { withSuffix } from '../plain-text.ts'

/** A branch that is about to be made. */
export interface Branch {
  origin: ExperimentOrigin
  /** Of the run that it comes from. */
  name: string
  /** What it is configured with at first. */
  start: Preset
}

/**
 * A branch from an epoch of a run: configured like the run, from the learning rate that it had then, for the epochs that
 * were left, or for as many as the run had if there were none. Its schedule begins anew.
 *
 * @param epoch that it starts from, 0-based
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

/** What a run is made from. */
export interface NewRun {
  name: string
  configuration: ExperimentConfiguration
  origin: ExperimentOrigin | null
}

/** A run like another one, from the same beginning, with what is changed of its configuration. */
export function anewFrom({ name, configuration, origin }: Experiment, changes: Partial<ExperimentConfiguration>): NewRun {
  return { name: withSuffix(name, ' anew'), configuration: { ...configuration, ...changes }, origin }
}

type Optimizer = ExperimentConfiguration['optimizer']

/** Whether an optimiser can go on with what another one remembers of each weight. */
export function goesOnWith(one: Optimizer, other: Optimizer): boolean {
  const hasMomentum = (optimizer: Optimizer) => optimizer.name === 'sgd' && optimizer.momentum > 0
  return one.name === other.name && hasMomentum(one) === hasMomentum(other)
}
