import { describe, expect, it } from 'vitest'
import { scalarCard } from '../../../src/renderer/state/scalar-cards.ts'
import { leastSmoothed, referenceLines, scalarLines } from '../../../src/renderer/state/scalar-lines.ts'
import { runningPoint } from '../../../src/renderer/state/running-point.ts'
import { scalarRun } from '../support/scalar-run.ts'

const plain = { smoothing: 0, axis: 'epoch', unit: 'loss' } as const

describe('the lines of a card', () => {
  it('are solid for the training and dashed for the validation', () => {
    const lines = scalarLines(scalarCard('loss'), [scalarRun({ loss: [3, 2], valLoss: [2, 1] })], plain)
    expect(lines.map(({ series, dashed, ys }) => [series, dashed, [...ys]])).toEqual([
      ['loss', false, [3, 2]],
      ['val_loss', true, [2, 1]],
    ])
  })

  it('leave out runs that have nothing of it', () => {
    expect(scalarLines(scalarCard('kl'), [scalarRun({ loss: [3, 2] })], plain)).toEqual([])
  })

  it('are in nats or in the tutorial’s unit', () => {
    const run = scalarRun({ valLoss: [0.1], kl: [15.68] })
    const values = (card: 'val-loss' | 'kl', unit: 'loss' | 'nats') =>
      scalarLines(scalarCard(card), [run], { ...plain, unit })[0]?.ys[0]
    expect(values('val-loss', 'loss')).toBe(0.1)
    expect(values('val-loss', 'nats')).toBeCloseTo(156.8)
    expect(values('kl', 'loss')).toBeCloseTo(0.01)
    expect(values('kl', 'nats')).toBe(15.68)
  })

  it('keep the values beside the smoothed ones', () => {
    const values = Array.from({ length: leastSmoothed }, (_, epoch) => 0.5 ** epoch)
    const [line] = scalarLines(scalarCard('val-loss'), [scalarRun({ valLoss: values })], { ...plain, smoothing: 0.6 })
    expect([...(line?.raw ?? [])]).toEqual(values)
    expect(line?.ys[1]).toBeCloseTo(0.6875)
  })

  it('are not smoothed where a run is short: its end is what it has come to', () => {
    const short = scalarRun({ valLoss: [0.3, 0.2, 0.15, 0.134] })
    const [line] = scalarLines(scalarCard('val-loss'), [short], { ...plain, smoothing: 0.6 })
    expect([line?.raw, line?.ys[3]]).toEqual([null, 0.134])
  })

  it('run over epochs, steps made, the time that was worked and wall-clock time', () => {
    const run = scalarRun({ valLoss: [1, 2], endedAt: [12_000, 15_000], seconds: [2, 3] })
    const xs = (axis: 'epoch' | 'step' | 'relative' | 'wall') => [
      ...(scalarLines(scalarCard('val-loss'), [run], { ...plain, axis })[0]?.xs ?? []),
    ]
    expect(xs('epoch')).toEqual([0, 1])
    expect(xs('step')).toEqual([120, 240])
    expect(xs('relative')).toEqual([2, 5])
    expect(xs('wall')).toEqual([12_000, 15_000])
    // A night between two epochs, and a pause within the last.
    const seconds = [1.5, 1, 2.5]
    const paused = scalarRun({ valLoss: [3, 2, 1], endedAt: [1500, 28_802_500, 28_843_000], seconds })
    expect([...(scalarLines(scalarCard('val-loss'), [paused], { ...plain, axis: 'relative' })[0]?.xs ?? [])]).toEqual([1.5, 2.5, 5])
  })
})

describe('a published curve', () => {
  const curve = {
    ...{ id: 'vae', title: 'Part 3', source: '', about: '' },
    epochs: Float64Array.of(49, 99),
    loss: Float64Array.of(0.11, 0.1),
    valLoss: Float64Array.of(0.106, 0.1),
  }
  const scale = { natsPerUnit: 1568, stepsPerEpoch: 120 }

  it('lies over the losses alone, at its epochs or their steps', () => {
    expect(referenceLines(scalarCard('loss'), curve, plain, scale).map(({ xs }) => [...xs])).toEqual([[49, 99], [49, 99]])
    expect([...(referenceLines(scalarCard('val-loss'), curve, { ...plain, axis: 'step' }, scale)[0]?.xs ?? [])]).toEqual([6000, 12_000])
    expect(referenceLines(scalarCard('kl'), curve, plain, scale)).toEqual([])
  })

  it('has no place where it has no times', () => {
    expect(referenceLines(scalarCard('loss'), curve, { ...plain, axis: 'wall' }, scale)).toEqual([])
  })
})

describe('the running loss', () => {
  const progress = {
    ...{ experimentId: 'run1', epoch: 2, totalEpochs: 9, step: 30, stepsPerEpoch: 120, loss: 0.2 },
    ...{ secondsPerEpoch: null, secondsLeft: null },
  }
  const run = scalarRun({ loss: [3, 2], endedAt: [12_000, 15_000], seconds: [2, 3] })

  it('stands between the end of the epoch before and its own', () => {
    expect(runningPoint(progress, 'epoch', run, 16_000)).toMatchObject({ x: 1.25, y: 0.2, experimentId: 'run1' })
    expect(runningPoint(progress, 'step', run, 16_000)?.x).toBe(270)
    expect(runningPoint(progress, 'relative', run, 1e9)?.x).toBe(5.75)
    expect(runningPoint({ ...progress, secondsPerEpoch: 4 }, 'relative', run, 1e9)?.x).toBe(6)
  })

  it('is gone once the epoch has a point of its own', () => {
    expect(runningPoint({ ...progress, epoch: 1 }, 'epoch', run, 0)).toBeNull()
  })
})
