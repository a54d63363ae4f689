import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { presets } from '../../shared/experiment/presets.ts'
import { createRandom } from '../../shared/maths/random.ts'
import type { DatasetCatalogue } from '../datasets/catalogue.ts'
import { encodeSnapshot } from '../store/snapshots.ts'
import type { Store } from '../store/store.ts'
import { demoCurve } from './demo-curves.ts'
import { demoFigures } from './demo-figures.ts'
import { counted } from '../../shared/counted.ts'

export interface DemoDataOptions {
  runs: number
  /** Of each run. */
  epochs: number
  /** Those with two latent dimensions among so many of the newest have figures, too. */
  withFigures?: number
}

const learningRates = [3e-5, 1e-4, 3e-4, 1e-3]
const latentDims = [2, 2, 2, 4, 8]
const dropoutRates = [0, 0.2, 0.3]

/**
 * Fills a workspace with runs that were never trained but look it, for trying the window on many of them: their curves
 * and figures are made up, equal for equal options, and cannot be resumed. Each run is written in one transaction.
 * @param progress hears how many runs are written
 */
export function makeDemoData(
  store: Store,
  datasets: Pick<DatasetCatalogue, 'loadTest'>,
  { runs, epochs, withFigures = 3 }: DemoDataOptions,
  progress: (done: number) => void = () => undefined,
): void {
  const noise = noiseOf(runs, epochs)
  const startedAt = Date.now() - epochs * 1200
  // The first number is made last, and stands on top of the list.
  for (let i = runs - 1; i >= 0; i--) {
    const configuration = configurationOf(i, epochs)
    const figured = configuration.model.latentDim === 2 && i < withFigures
    store.transaction(() => {
      const { id } = store.experiments.create({ name: nameOf(i, configuration), configuration, origin: null })
      for (const metrics of demoCurve(configuration, epochs, startedAt, noise)) store.epochs.insert(id, metrics)
      if (figured) {
        const test = datasets.loadTest('mnist')
        for (const epoch of figureEpochs(epochs)) {
          store.snapshots.insert(id, encodeSnapshot(demoFigures(test, epoch, (epoch + 1) / epochs, noise)))
        }
      }
      store.experiments.setStatus(id, 'completed')
    })
    progress(runs - i)
  }
}

function configurationOf(i: number, epochs: number): ExperimentConfiguration {
  const [preset] = presets
  if (preset === undefined) throw new Error('There is no preset.')
  const { configuration } = preset
  const of = <T>(list: readonly T[], step: number, otherwise: T): T => list[Math.floor(i / step) % list.length] ?? otherwise
  return {
    ...configuration,
    epochs,
    seed: i,
    model: { ...configuration.model, latentDim: of(latentDims, 4, 2), dropoutRate: of(dropoutRates, 20, 0.3) },
    optimizer: { name: 'adam', learningRate: of(learningRates, 1, 1e-4) },
  }
}

function nameOf(i: number, { model, optimizer }: ExperimentConfiguration): string {
  return `Demo ${i + 1}: ${counted(model.latentDim, 'dimension')}, lr ${optimizer.learningRate}, dropout ${model.dropoutRate}`
}

/** Five, denser at the start, the last epoch among them. */
function figureEpochs(epochs: number): number[] {
  return [...new Set([0, 0.02, 0.1, 0.4, 1].map((share) => Math.round(share * (epochs - 1))))]
}

function noiseOf(...words: number[]): () => number {
  const random = createRandom(...words)
  return () => random.uint32() / 2 ** 32
}
