import type { ExperimentConfiguration } from './configuration.ts'

export interface Preset {
  name: string
  title: string
  configuration: ExperimentConfiguration
}

/** The tutorial's part 3, every number as the author has it. */
const vaePart3: Preset = {
  name: 'vae-part3',
  title: 'Variational autoencoder (part 3)',
  configuration: {
    preset: 'vae-part3',
    dataset: 'mnist',
    model: { kind: 'vae', latentDim: 2, dropoutRate: 0.3 },
    epochs: 1000,
    batchSize: 500,
    seed: 42,
    optimizer: { name: 'adam', learningRate: 1e-4 },
    learningRateSchedule: { kind: 'constant' },
    // Off, as in the author's run: his curve keeps falling at one rate through all 1000 epochs.
    reduceLROnPlateau: {
      enabled: false,
      monitor: 'val_loss',
      factor: 0.1,
      patience: 25,
      minDelta: 1e-4,
      cooldown: 0,
      minLearningRate: 0,
    },
    modelCheckpoint: { enabled: true, everyEpochs: 10, saveBestOnly: false, monitor: 'val_loss', keep: 2 },
    tensorBoard: { enabled: true, images: true },
    snapshots: { schedule: { kind: 'tutorial' }, weights: true },
  },
}

export const presets: readonly Preset[] = [vaePart3]
