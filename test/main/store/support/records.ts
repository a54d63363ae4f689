import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Experiment } from '../../../../src/shared/experiment/experiment.ts'
import type { EpochMetrics } from '../../../../src/shared/experiment/metrics.ts'
import type { ExperimentConfiguration } from '../../../../src/shared/experiment/configuration.ts'
import { presets } from '../../../../src/shared/experiment/presets.ts'
import type { EpochRecord, Snapshot, TensorBundle } from '../../../../src/main/store/records.ts'
import type { Store } from '../../../../src/main/store/store.ts'

export const { configuration } = presets[0] as { configuration: ExperimentConfiguration }

export function databaseIn(folder: string): string {
  return join(folder, randomUUID(), 'workbench.sqlite')
}

export function newExperiment(store: Store, name = 'First'): Experiment {
  return store.experiments.create({ name, configuration, origin: null })
}

export function metrics(epoch: number): EpochMetrics {
  return {
    ...{ epoch, loss: 0.3 / (epoch + 1), valLoss: 0.25 / (epoch + 1), reconstruction: 140.5, kl: 6.25 },
    ...{ valReconstruction: 150.125, valKl: 6.5, valKlPerDimension: [4.25, 2.25], learningRate: 1e-4, seconds: 0.875, endedAt: 1_700_000_000_000 + epoch },
  }
}

/** Weights that differ from epoch to epoch. */
export function weights(epoch: number, count = 32): TensorBundle {
  const kernel = new Float32Array(count)
  for (let index = 0; index < count; index++) kernel[index] = epoch + index / 7
  return {
    'encoder/dense/kernel': { dtype: 'float32', shape: [count / 4, 4], data: kernel },
    'decoder/dense/bias': { dtype: 'float32', shape: [2], data: Float32Array.of(-epoch, 0.1) },
  }
}

export function snapshot(epoch: number, kept: TensorBundle | null = weights(epoch)): Snapshot {
  return {
    ...{ epoch, originals: Uint8Array.of(1, 2, 3, 4), reconstructions: Uint8Array.of(5, 6, 7, epoch) },
    ...{ manifold: Uint8Array.of(8, 9, 10, 11), manifoldSide: 2, latents: Float32Array.of(0.5, -1.5, epoch, 1e-7), latentDim: 2 },
    weights: kept,
  }
}

export function epochRecord(experimentId: string, epoch: number, changes: Partial<EpochRecord> = {}): EpochRecord {
  return {
    experimentId,
    metrics: metrics(epoch),
    snapshot: null,
    checkpoint: {
      ...{ epoch, globalStep: (epoch + 1) * 120, callbacks: { 'reduce-lr-on-plateau': { wait: epoch, best: 0.1 } } },
      state: { ...weights(epoch), iterations: { dtype: 'int32', shape: [], data: Int32Array.of(epoch) } },
    },
    retention: { periodic: false, best: false, keep: 2 },
    ...changes,
  }
}
