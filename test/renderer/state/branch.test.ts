import { describe, expect, it } from 'vitest'
import { branchFrom } from '../../../src/renderer/state/branch.ts'
import { configuration, experiment } from '../support/experiment.ts'

const run = experiment({ name: 'Wide', configuration: { ...configuration, epochs: 100 } })

describe('a branch', () => {
  it('goes on like the run that it comes from, at the rate that it had then, for what was left', () => {
    expect(branchFrom(run, 10, 2e-5)).toEqual({
      origin: { experimentId: run.id, epoch: 10 },
      name: 'Wide',
      start: {
        name: configuration.preset,
        title: 'Wide from epoch 10',
        configuration: { ...configuration, epochs: 89, optimizer: { name: 'adam', learningRate: 2e-5 } },
      },
    })
  })

  it('trains as long as the run where nothing was left, and has a name that fits', () => {
    const { start } = branchFrom({ ...run, name: 'x'.repeat(120) }, 99, 1e-4)
    expect(start.configuration.epochs).toBe(100)
    expect(start.title).toHaveLength(120)
    expect(start.title).toMatch(/x from epoch 99$/)
  })
})
