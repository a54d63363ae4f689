import { describe, expect, it } from 'vitest'
import { experimentConfigurationSchema } from '../../src/shared/experiment/configuration.ts'
import { presets } from '../../src/shared/experiment/presets.ts'

const [vaePart3] = presets.map(({ configuration }) => configuration)

describe('experiment configuration', () => {
  it('has the tutorial’s part 3 as its preset, every number', () => {
    expect(experimentConfigurationSchema.parse(vaePart3)).toMatchObject({
      batchSize: 500,
      epochs: 1000,
      model: { kind: 'vae', latentDim: 2, dropoutRate: 0.3 },
      optimizer: { name: 'adam', learningRate: 1e-4 },
      reduceLROnPlateau: { factor: 0.1, patience: 25, minDelta: 1e-4, monitor: 'val_loss' },
    })
  })

  it.each([
    ['epochs', { epochs: 0 }],
    ['epochs', { epochs: 1.5 }],
    ['batchSize', { batchSize: -1 }],
    ['seed', { seed: 2 ** 31 }],
    ['optimizer', { optimizer: { name: 'adam', learningRate: Number.NaN } }],
    ['optimizer', { optimizer: { name: 'sgdd', learningRate: 1e-3 } }],
    ['model', { model: { kind: 'vae', latentDim: 0, dropoutRate: 0.3 } }],
    ['model', { model: { kind: 'vae', latentDim: 2, dropoutRate: 1 } }],
  ])('refuses %s out of range, naming it', (field, change) => {
    const result = experimentConfigurationSchema.safeParse({ ...vaePart3, ...change })
    expect(result.error?.issues[0]?.path[0]).toBe(field)
  })

  it('refuses what it does not know, so that no misspelt parameter is silently ignored', () => {
    expect(experimentConfigurationSchema.safeParse({ ...vaePart3, batch_size: 100 }).success).toBe(false)
  })
})
