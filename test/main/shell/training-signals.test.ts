import { beforeEach, describe, expect, it } from 'vitest'
import { PageCrashes } from '../../../src/main/shell/page-crashes.ts'
import { TrainingSignals } from '../../../src/main/shell/training-signals.ts'
import type { Experiment, ExperimentStatus } from '../../../src/shared/experiment/experiment.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'

const configuration = presets[0]?.configuration
if (configuration === undefined) throw new Error('There is no preset.')

function run(status: ExperimentStatus, epochsDone: number, change: Partial<Experiment> = {}): Experiment {
  return {
    ...{ id: 'aaaaaaaa', name: 'Long', notes: '', colour: 0, hidden: false, status, epochsDone, origin: null, createdAt: 0 },
    ...{ configuration: { ...configuration, epochs: 100 } as Experiment['configuration'], lastMetrics: null },
    ...{ bestValLoss: null, error: null, ...change },
  }
}

describe('what the desktop is told of a training', () => {
  let now: number
  let focused: boolean
  let told: unknown[]
  let signals: TrainingSignals
  beforeEach(() => {
    now = 0
    focused = false
    told = []
    const desktop = {
      progress: (fraction: number | null, paused: boolean) => void told.push([fraction, paused]),
      isFocused: () => focused,
      notify: (title: string, body: string, id: string) => void told.push([title, body, id]),
    }
    signals = new TrainingSignals(desktop, () => now)
  })

  it('is its progress, until it ends', () => {
    signals.experimentChanged(run('training', 20))
    const progress = { experimentId: 'aaaaaaaa', epoch: 20, totalEpochs: 100, step: 60, stepsPerEpoch: 120 }
    signals.progressed({ ...progress, loss: 0, secondsPerEpoch: null, secondsLeft: null })
    signals.experimentChanged(run('paused', 20))
    signals.experimentChanged(run('stopped', 21))
    expect(told).toEqual([
      [0.2, false],
      [0.205, false],
      [0.205, true],
      [null, false],
    ])
  })

  it('is the end of a long run, if nobody looks', () => {
    const train = (milliseconds: number, end: Experiment) => {
      signals.experimentChanged(run('training', 0))
      now += milliseconds
      signals.experimentChanged(end)
      return told.filter((entry) => (entry as unknown[]).length === 3)
    }
    expect(train(29_000, run('completed', 100))).toEqual([])
    focused = true
    expect(train(90_000, run('completed', 100))).toEqual([])
    focused = false
    expect(train(31_000, run('interrupted', 3))).toEqual([])
    expect(train(31_000, run('completed', 100, { bestValLoss: 0.09 }))).toEqual([
      ['“Long” is trained', '100 epochs, best val_loss 0.09000', 'aaaaaaaa'],
    ])
    told = []
    expect(train(31_000, run('failed', 3, { error: 'The disk is full.' }))).toEqual([
      ['“Long” failed', 'The disk is full.', 'aaaaaaaa'],
    ])
  })

  it('is nothing of runs that end without having trained here', () => {
    signals.experimentChanged(run('interrupted', 4))
    expect(told).toEqual([])
  })
})

describe('a page that crashes', () => {
  it('is loaded again, but not for ever', () => {
    let now = 0
    const crashes = new PageCrashes(() => now)
    expect([crashes.count(), crashes.count(), crashes.count()]).toEqual([true, true, false])
    now = 61_000
    expect(crashes.count()).toBe(true)
    expect([crashes.count(), crashes.count()]).toEqual([true, false])
    crashes.forget()
    expect(crashes.count()).toBe(true)
  })
})
