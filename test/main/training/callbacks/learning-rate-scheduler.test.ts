import { describe, expect, it } from 'vitest'
import type { LearningRateSchedule } from '../../../../src/shared/experiment/configuration.ts'
import {
  LearningRateScheduler,
  scheduledLearningRate,
} from '../../../../src/main/training/callbacks/learning-rate-scheduler.ts'

const rates = (schedule: LearningRateSchedule, initial: number, total: number) =>
  Array.from({ length: total }, (_, epoch) => scheduledLearningRate(schedule, initial, epoch, total))

describe('scheduledLearningRate', () => {
  it('stays where it is', () => {
    expect(rates({ kind: 'constant' }, 1e-4, 3)).toEqual([1e-4, 1e-4, 1e-4])
  })

  it('falls by steps', () => {
    expect(rates({ kind: 'step', factor: 0.5, everyEpochs: 2 }, 8, 6)).toEqual([8, 8, 4, 4, 2, 2])
  })

  it('falls exponentially, as Keras’ example for LearningRateScheduler after its tenth epoch', () => {
    // lr * ops.exp(-0.1), epoch by epoch: 0.01, 0.00904837, 0.00818731, …
    const [first, second, third] = rates({ kind: 'exponential', rate: 0.1 }, 0.01, 3)
    expect(first).toBe(0.01)
    expect(second).toBeCloseTo(0.00904837, 8)
    expect(third).toBeCloseTo(0.00818731, 8)
  })

  it('falls along half a cosine, as Keras’ CosineDecay', () => {
    // CosineDecay(0.1, decay_steps=4, alpha=0.1): 0.1 · (0.9 · (1 + cos(π t/4))/2 + 0.1).
    const values = rates({ kind: 'cosine', minimum: 0.01 }, 0.1, 4)
    expect(values[0]).toBe(0.1)
    expect(values[1]).toBeCloseTo(0.08681981, 8)
    expect(values[2]).toBeCloseTo(0.055, 12)
    expect(values[3]).toBeCloseTo(0.02318019, 8)
    expect(scheduledLearningRate({ kind: 'cosine', minimum: 0.01 }, 0.1, 9, 4)).toBeCloseTo(0.01, 12)
  })

  it('keeps a cosine’s span, and its minimum after it, when a run is trained longer', () => {
    const planned = rates({ kind: 'cosine', minimum: 0.01 }, 0.1, 4)
    const longer = rates({ kind: 'cosine', minimum: 0.01, epochs: 4 }, 0.1, 6)
    expect(longer.slice(0, 4)).toEqual(planned)
    expect(longer.slice(4)).toEqual([0.01, 0.01])
  })

  it('warms up linearly, then stays', () => {
    expect(rates({ kind: 'warm-up', epochs: 4 }, 1, 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1])
  })
})

describe('LearningRateScheduler', () => {
  it('sets the rate from the epoch alone, whatever it was', () => {
    const run = { learningRate: 123 }
    const scheduler = new LearningRateScheduler(run, { kind: 'step', factor: 0.1, everyEpochs: 3 }, 1, 9)
    scheduler.onEpochBegin(0)
    expect(run.learningRate).toBe(1)
    run.learningRate = 0
    scheduler.onEpochBegin(8)
    expect(run.learningRate).toBeCloseTo(0.01, 12)
  })
})
