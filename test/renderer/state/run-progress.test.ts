import { describe, expect, it } from 'vitest'
import { actionsFor, describeRecovery } from '../../../src/renderer/state/run-actions.ts'
import { runProgress } from '../../../src/renderer/state/run-progress.ts'
import { describeDivergence } from '../../../src/shared/experiment/divergence.ts'
import { experimentStatuses, type TrainingProgress } from '../../../src/shared/experiment/experiment.ts'
import { experiment } from '../support/experiment.ts'

const live: TrainingProgress = {
  experimentId: 'abcd1234',
  epoch: 10,
  totalEpochs: 1000,
  step: 30,
  stepsPerEpoch: 120,
  loss: 0.1,
  secondsPerEpoch: 0.84,
  secondsLeft: 800,
}

describe('how far a run has come', () => {
  it('counts the epoch in progress from 1 and its steps', () => {
    expect(runProgress(experiment({ status: 'training', epochsDone: 10 }), live)).toEqual({
      fraction: 0.01025,
      epoch: 11,
      totalEpochs: 1000,
      epochFraction: 0.25,
      secondsLeft: 800,
      secondsPerEpoch: 0.84,
    })
  })

  it('leaves out progress of an epoch that has ended meanwhile', () => {
    const progress = runProgress(experiment({ status: 'training', epochsDone: 11 }), live)
    expect(progress).toMatchObject({ fraction: 0.011, epochFraction: 0 })
  })

  it('says nothing of time for a run that does not train', () => {
    expect(runProgress(experiment({ status: 'paused', epochsDone: 10 }), live).secondsLeft).toBeNull()
    expect(runProgress(experiment({ status: 'completed', epochsDone: 1000 }), null)).toMatchObject({
      fraction: 1,
      epoch: 1000,
      epochFraction: null,
    })
  })
})

describe('what can be done with a run', () => {
  it('is never to train it where this machine cannot', () => {
    for (const status of experimentStatuses) {
      expect(actionsFor(experiment({ status }), false)).toMatchObject({ train: null, trainLonger: false, oneEpoch: false, recover: null })
    }
    expect(actionsFor(experiment({ status: 'completed', epochsDone: 3 }), false)).toMatchObject({ delete: true, export: true })
  })

  it('is some way on from every status, and deleting only where nothing holds it', () => {
    const table = Object.fromEntries(experimentStatuses.map((status) => [status, actionsFor(experiment({ status }))]))
    expect(Object.entries(table).map(([status, { train, pause, stop }]) => [status, train, pause, stop])).toEqual([
      ['created', 'Train', false, false],
      ['queued', null, false, true],
      ['training', null, true, true],
      ['paused', 'Resume', false, true],
      ['stopped', 'Resume', false, false],
      ['interrupted', 'Resume', false, false],
      ['failed', 'Resume', false, false],
      ['completed', null, false, false],
    ])
    const error = describeDivergence({ epoch: 3, step: 2, what: 'the loss', learningRate: 0.1, batchSize: 500 })
    const diverged = actionsFor(experiment({ status: 'failed', error, epochsDone: 3 }))
    expect(diverged).toMatchObject({ train: null, oneEpoch: false, recover: { kind: 'branch', epoch: 2, learningRate: 0.01 }, delete: true })
    expect(diverged.recover === null ? '' : describeRecovery(diverged.recover)).toBe('Branch from epoch 2 at 0.01')
    expect(table.failed?.recover).toBeNull()
    expect(table.completed?.trainLonger).toBe(true)
    for (const [status, actions] of Object.entries(table)) expect(actions.delete, status).toBe(!actions.stop)
  })
})
