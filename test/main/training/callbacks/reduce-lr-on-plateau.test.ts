import { describe, expect, it } from 'vitest'
import { LearningRateScheduler } from '../../../../src/main/training/callbacks/learning-rate-scheduler.ts'
import { ReduceLROnPlateau } from '../../../../src/main/training/callbacks/reduce-lr-on-plateau.ts'
import { epochLogs } from './logs.ts'

const keras = { monitor: 'val_loss', factor: 0.1, patience: 3, minDelta: 1e-4, cooldown: 0, minLearningRate: 0 } as const
type Options = Partial<{ -readonly [Name in keyof typeof keras]: (typeof keras)[Name] | number }>

/** Learning rate of each epoch, and after the last, when val_loss goes this way. */
function ratesOver(valLosses: number[], options: Options = {}, initial = 1) {
  const run = { learningRate: initial }
  const scheduler = new LearningRateScheduler(run, { kind: 'constant' }, initial, 100)
  const plateau = new ReduceLROnPlateau(run, { ...keras, ...options, monitor: 'val_loss' })
  return [...valLosses, null].map((val_loss, epoch) => {
    scheduler.onEpochBegin(epoch)
    plateau.onEpochBegin()
    const rate = run.learningRate
    if (val_loss !== null) plateau.onEpochEnd(epoch, epochLogs({ val_loss }))
    return Number(rate.toPrecision(6))
  })
}

// Keras 3.15.1's ReduceLROnPlateau, driven with the same losses, gives these very rates.
describe('ReduceLROnPlateau', () => {
  it('reduces after `patience` epochs without improvement, and counts anew', () => {
    expect(ratesOver([5, 5, 5, 5, 5, 5, 5])).toEqual([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.01])
  })

  it('counts anew after an improvement', () => {
    expect(ratesOver([5, 5, 5, 4, 4, 4, 4])).toEqual([1, 1, 1, 1, 1, 1, 1, 0.1])
  })

  it('takes no heed of improvements up to min_delta, measured from the best', () => {
    expect(ratesOver([1, 0.95, 0.92, 0.905], { minDelta: 0.1 })).toEqual([1, 1, 1, 1, 0.1])
    // 0.89 lies more than 0.1 below the best, although each step down was smaller.
    expect(ratesOver([1, 0.95, 0.89, 0.85], { minDelta: 0.1 })).toEqual([1, 1, 1, 1, 1])
  })

  it('never goes below min_lr', () => {
    expect(ratesOver([5, 5, 5, 5, 5, 5], { patience: 1, minLearningRate: 0.05 })).toEqual([1, 1, 0.1, 0.05, 0.05, 0.05, 0.05])
  })

  it('counts nothing while cooling down, but learns of a new best', () => {
    // Reduced after epoch 2; two epochs of cooldown, of which the last already counts as out of it, as in Keras.
    expect(ratesOver([5, 5, 5, 5, 5, 5], { patience: 2, cooldown: 2 })).toEqual([1, 1, 1, 0.1, 0.1, 0.1, 0.01])
    expect(ratesOver([5, 5, 5, 3, 3, 3, 3], { patience: 2, cooldown: 2 })).toEqual([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01])
  })

  it('takes a value that is not a number for no improvement', () => {
    expect(ratesOver([5, Number.NaN, Number.NaN, Number.NaN])).toEqual([1, 1, 1, 1, 0.1])
  })

  it('scales what the schedule says instead of being overwritten by it', () => {
    const run = { learningRate: 1 }
    const scheduler = new LearningRateScheduler(run, { kind: 'step', factor: 0.5, everyEpochs: 4 }, 1, 8)
    const plateau = new ReduceLROnPlateau(run, { ...keras, patience: 2 })
    const rates = [5, 5, 5, 5, 5].map((val_loss, epoch) => {
      scheduler.onEpochBegin(epoch)
      plateau.onEpochBegin()
      plateau.onEpochEnd(epoch, epochLogs({ val_loss }))
      return Number(run.learningRate.toPrecision(6))
    })
    expect(rates).toEqual([1, 1, 1, 0.1, 0.05])
  })

  const fresh = () => new ReduceLROnPlateau({ learningRate: 1 }, keras)

  it.each([{ scale: 1e308 }, { scale: -1 }, { scale: 1.1 }, { best: Infinity }, { best: NaN }, { wait: -1 }, { wait: 0.5 }, { cooldown: -1 }, { cooldown: 1e300 }])(
    'does not go on from %o, which it never says of itself',
    (change) => expect(() => fresh().restore({ ...fresh().state(), ...change })).toThrow(),
  )

  it('goes on where reductions have left nothing of the rate', () => {
    const plateau = new ReduceLROnPlateau({ learningRate: 1 }, { ...keras, factor: 1e-300, patience: 1 })
    for (let epoch = 0; epoch < 3; epoch++) plateau.onEpochEnd(epoch, epochLogs({ val_loss: 5 }))
    expect(plateau.state()).toMatchObject({ scale: 0 })
    expect(() => fresh().restore(plateau.state())).not.toThrow()
  })

  it('goes on after a resume as if nothing had been', () => {
    const losses = [5, 5, 5, 5, 4, 4, 4, 4]
    const whole = ratesOver(losses, { cooldown: 1, patience: 2 })
    for (let cut = 0; cut < losses.length; cut++) {
      const run = { learningRate: 1 }
      let plateau = new ReduceLROnPlateau(run, { ...keras, cooldown: 1, patience: 2 })
      const rates = [...losses, null].map((val_loss, epoch) => {
        if (epoch === cut) {
          const state: unknown = JSON.parse(JSON.stringify(plateau.state()))
          plateau = new ReduceLROnPlateau(run, { ...keras, cooldown: 1, patience: 2 })
          plateau.restore(state)
        }
        run.learningRate = 1
        plateau.onEpochBegin()
        const rate = run.learningRate
        if (val_loss !== null) plateau.onEpochEnd(epoch, epochLogs({ val_loss }))
        return Number(rate.toPrecision(6))
      })
      expect(rates).toEqual(whole)
    }
  })
})
