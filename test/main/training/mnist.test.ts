import { join } from 'node:path'
import { expect, it } from 'vitest'
import { snapshotFigures } from '../../../src/main/workbench/figures.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('mnist')

it('trains the tutorial’s VAE on MNIST as Keras does', { timeout: 180_000 }, async () => {
  const [preset] = presets
  if (preset === undefined) throw new Error('no preset')
  const workbench = Workbench.open(join(folder, 'workspace'))
  const { id } = workbench.store.experiments.create({
    ...{ name: 'MNIST', origin: null },
    configuration: { ...preset.configuration, epochs: 3 },
  })
  workbench.training.start(id)
  expect(await workbench.training.finished(id)).toEqual({ status: 'completed', error: null })

  const epochs = workbench.store.epochs.list(id)
  const losses = epochs.map(({ loss }) => loss)
  const valLosses = epochs.map(({ valLoss }) => valLoss)
  // A Keras 3 run of the same model gives 0.340–0.342 over two seeds; other seeds of either fall beside that.
  expect(valLosses[0]).toBeGreaterThan(0.335)
  expect(valLosses[0]).toBeLessThan(0.347)
  expect(losses).toEqual(losses.toSorted((a, b) => b - a))
  expect(valLosses).toEqual(valLosses.toSorted((a, b) => b - a))
  for (const { loss, reconstruction, kl } of epochs) expect(loss).toBeCloseTo((reconstruction + kl) / 1568, 4)

  const figures = snapshotFigures(workbench.store, workbench.datasets, id, 2)
  expect(figures).toMatchObject({ experimentId: id, epoch: 2, height: 28, width: 28, manifoldSide: 15, latentDim: 2 })
  expect(figures.originals).toHaveLength(10 * 784)
  expect(figures.reconstructions).toHaveLength(10 * 784)
  expect(figures.manifold).toHaveLength(225 * 784)
  expect(figures.latents).toHaveLength(20_000)
  // The first ten test digits of MNIST.
  expect([...figures.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  await workbench.close()
})
