import { describe, expect, it } from 'vitest'
import { type Divergence, batchSizeWarning, describeDivergence, hasDiverged, recoveryOf } from '../../../src/shared/experiment/divergence.ts'
import type { EpochMetrics } from '../../../src/shared/experiment/metrics.ts'
import { configuration, experiment } from './support/experiment.ts'

const at = { epoch: 3, step: 17, what: 'the loss', learningRate: 0.2, batchSize: 50 } as const
const failed = (changes: Partial<Divergence> = {}, epochsDone = 3) =>
  experiment({ status: 'failed', error: describeDivergence({ ...at, ...changes }), epochsDone })

describe('a run that has diverged', () => {
  it('says where, why, and that it would again', () => {
    expect(describeDivergence(at)).toBe(
      'Training diverged: in epoch 3, step 17, the loss is no longer a number. The usual cause is too high a learning rate: it was 0.2. ' +
        'The same steps would lead there again.',
    )
    expect(describeDivergence({ ...at, step: null, what: 'the validation loss', batchSize: 1 })).toBe(
      'Training diverged: in epoch 3 the validation loss is no longer a number. The cause is batch normalisation: a batch of one image has no ' +
        'variance to normalise by. The same steps would lead there again.',
    )
  })

  it('is known, and no other failure is taken for it', () => {
    expect(hasDiverged(failed())).toBe(true)
    expect(hasDiverged({ ...failed(), status: 'stopped' })).toBe(false)
    expect(hasDiverged(experiment({ status: 'failed', error: 'The disk is full. Free some space and try again.' }))).toBe(false)
    expect(recoveryOf(experiment({ status: 'failed', error: 'The callback file.mjs failed in onEpochEnd.' }))).toBeNull()
  })

  it.each([0.2, 1e-4, 1 / 3, 1e-7, 0.00012345])('gets on from its last epoch at a tenth of its rate of %d', (learningRate) => {
    const recovery = recoveryOf(failed({ learningRate }))
    expect(recovery).toMatchObject({ kind: 'branch', epoch: 2 })
    expect((recovery as { learningRate: number }).learningRate / learningRate).toBeCloseTo(0.1, 3)
  })

  it('gets on at the rate of its last epoch where that was lower than a tenth', () => {
    const lastMetrics = { epoch: 2, learningRate: 1e-3 } as EpochMetrics
    expect(recoveryOf({ ...failed({ learningRate: 1 }), lastMetrics })).toEqual({ kind: 'branch', epoch: 2, learningRate: 1e-3 })
    expect(recoveryOf({ ...failed({ learningRate: 1e-3 }), lastMetrics })).toMatchObject({ learningRate: 1e-4 })
  })

  it('goes on itself where it keeps no epoch, at no rate that is none', () => {
    expect(recoveryOf(failed({}, 0))).toEqual({ kind: 'rate', learningRate: 0.02 })
    expect(recoveryOf(failed({ learningRate: 2e-8 }, 0))).toEqual({ kind: 'rate', learningRate: 1e-8 })
  })

  it('begins anew with larger batches where these were of one image', () => {
    expect(recoveryOf(failed({ batchSize: 1 }))).toEqual({ kind: 'batch-size', batchSize: 32 })
  })

  it('is known from an older version too, which did not say its rate', () => {
    const error = 'Training diverged: in epoch 0 the loss is no longer a number. Train anew with a lower learning rate.'
    const optimizer = { name: 'adam', learningRate: 0.5 } as const
    const run = experiment({ status: 'failed', error, configuration: { ...configuration, optimizer } })
    expect(recoveryOf(run)).toEqual({ kind: 'rate', learningRate: 0.05 })
  })
})

describe('a batch size', () => {
  it('is warned of that leaves a batch of one image', () => {
    expect(batchSizeWarning(1, 60_000)).toMatch(/one image/)
    expect(batchSizeWarning(50, 301)).toMatch(/last batch.*Choose 51, say/)
    expect(batchSizeWarning(50, 51)).toMatch(/Choose 51, say/)
    // 11 would leave one over as well.
    expect(batchSizeWarning(10, 111)).toMatch(/Choose 12, say/)
    expect([batchSizeWarning(2, 60_000), batchSizeWarning(500, 60_000), batchSizeWarning(7, 300)]).toEqual([null, null, null])
  })
})
