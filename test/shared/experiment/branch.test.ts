import { describe, expect, it } from 'vitest'
import { anewFrom, branchFrom, goesOnWith } from '../../../src/shared/experiment/branch.ts'
import { configuration, experiment } from './support/experiment.ts'

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

  it('goes on with what an optimiser of its kind remembers', () => {
    const [adam, rmsprop] = [{ name: 'adam', learningRate: 1 }, { name: 'rmsprop', learningRate: 1 }] as const
    const sgd = (momentum: number) => ({ name: 'sgd', learningRate: 1, momentum }) as const
    expect([goesOnWith(adam, { ...adam, learningRate: 0.1 }), goesOnWith(sgd(0.9), sgd(0.5)), goesOnWith(sgd(0), sgd(0))]).toEqual([true, true, true])
    expect([goesOnWith(adam, rmsprop), goesOnWith(sgd(0.9), sgd(0)), goesOnWith(sgd(0), sgd(0.9))]).toEqual([false, false, false])
  })

  it('can begin anew where the run began', () => {
    const origin = { experimentId: 'efgh5678', epoch: 3 }
    const anew = anewFrom({ ...run, origin }, { batchSize: 32 })
    expect(anew).toEqual({ name: 'Wide anew', configuration: { ...run.configuration, batchSize: 32 }, origin })
  })
})
