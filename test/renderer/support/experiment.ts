import { presets } from '../../../src/shared/experiment/presets.ts'
import type { Experiment } from '../../../src/shared/experiment/experiment.ts'
import type { EpochMetrics } from '../../../src/shared/experiment/metrics.ts'

const [first] = presets
if (first === undefined) throw new Error('There is no preset.')

export const preset = first
export const configuration = first.configuration

export function experiment(change: Partial<Experiment> = {}): Experiment {
  return {
    id: 'abcd1234',
    name: 'A run',
    notes: '',
    colour: 0,
    hidden: false,
    status: 'created',
    configuration,
    origin: null,
    createdAt: 0,
    epochsDone: 0,
    lastMetrics: null,
    bestValLoss: null,
    error: null,
    ...change,
  }
}

export function metrics(epoch: number): EpochMetrics {
  return {
    epoch,
    loss: 0.1,
    valLoss: 0.0978,
    reconstruction: 150,
    kl: 6.8,
    valReconstruction: 146.6,
    valKl: 6.75,
    valKlPerDimension: [3.5, 3.25],
    learningRate: 1e-4,
    seconds: 0.84,
    endedAt: 0,
  }
}
