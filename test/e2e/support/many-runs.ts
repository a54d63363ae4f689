import { join } from 'node:path'
import { Store } from '../../../src/main/store/store.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'

/** Fills a workspace with runs that were never trained: curves like those of the tutorial, each with noise of its own. */
export function writeManyRuns(workspace: string, runs: number, epochs: number): void {
  const configuration = presets[0]?.configuration
  if (configuration === undefined) throw new Error('There is no preset.')
  const store = Store.open(join(workspace, 'workbench.sqlite'))
  let state = 1
  // Lehmer's generator: the same workspace every time.
  const noise = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5
  store.transaction(() => {
    for (let run = 0; run < runs; run++) {
      const learningRate = 1e-4 * (1 + (run % 5))
      const { id } = store.experiments.create({
        name: `Run ${String(run + 1).padStart(3, '0')}`,
        configuration: { ...configuration, epochs, seed: run, optimizer: { ...configuration.optimizer, learningRate } },
        origin: null,
      })
      const level = 0.097 + 0.004 * noise()
      for (let epoch = 0; epoch < epochs; epoch++) {
        const valLoss = level + 0.08 / (epoch + 1) ** 0.8 + 4e-4 * noise()
        const loss = valLoss + 0.005 + 2e-4 * noise()
        const kl = 6.5 - 5 / (epoch + 1) + 0.1 * noise()
        store.epochs.insert(id, {
          ...{ epoch, loss, valLoss, kl, valKl: kl + 0.05, learningRate, seconds: 2 + 0.2 * noise() },
          reconstruction: loss * 1568 - kl,
          valReconstruction: valLoss * 1568 - kl - 0.05,
          valKlPerDimension: [kl * 0.45, kl * 0.55 + 0.05],
          endedAt: 1_760_000_000_000 + run * 3_600_000 + epoch * 2000,
        })
      }
      store.experiments.setStatus(id, 'completed')
    }
  })
  store.close()
}
