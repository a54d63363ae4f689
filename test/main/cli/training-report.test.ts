import { describe, expect, it } from 'vitest'
import { Terminal } from '../../../src/main/cli/terminal.ts'
import { TrainingReport } from '../../../src/main/cli/training-report.ts'
import type { Experiment, TrainingProgress } from '../../../src/shared/experiment/experiment.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'

const [preset] = presets
if (preset === undefined) throw new Error('no preset')
const experiment: Experiment = {
  ...{ id: 'abcd1234', name: 'Test', notes: '', colour: 0, hidden: false, status: 'training', origin: null, createdAt: 0, epochsDone: 0 },
  ...{ configuration: preset.configuration, lastMetrics: null, bestValLoss: null, error: null },
}
const metrics = {
  ...{ epoch: 0, loss: 0.3, valLoss: 0.25, reconstruction: 380, kl: 12, valReconstruction: 360, valKl: 11, valKlPerDimension: [4, 7] },
  ...{ learningRate: 1e-4, seconds: 1.5, endedAt: 0 },
}
const validation = { val_reconstruction: 360, val_kl: 11, val_kl_per_dimension: [4, 7] }
const progress: TrainingProgress = {
  ...{ experimentId: 'abcd1234', epoch: 1, totalEpochs: 4, step: 60, stepsPerEpoch: 120 },
  ...{ loss: 0.22, secondsPerEpoch: 1.5, secondsLeft: 3.75 },
}

function reportTo(stream: { isTTY?: boolean; columns?: number }, json = false) {
  let output = ''
  const terminal = new Terminal({ ...stream, write: (text) => (output += text) }, { write: () => undefined }, json)
  return { report: new TrainingReport(terminal), output: () => output }
}

describe('TrainingReport', () => {
  it('draws a bar with epoch, losses and time left on a terminal', () => {
    const { report, output } = reportTo({ isTTY: true, columns: 120 })
    report.epoch(metrics, 4)
    report.progress(progress)
    expect(output()).toBe(
      `\r\u001b[K${'█'.repeat(7)}${'░'.repeat(13)}  37 %  epoch 1 (2/4)  loss 0.22000  val_loss 0.25000  3.8 s left`,
    )
    report.end({ ...experiment, status: 'stopped', epochsDone: 1, lastMetrics: metrics, bestValLoss: 0.25 })
    const [, ending] = output().split('left')
    expect(ending).toBe(
      '\r\u001b[Kabcd1234 stopped: 1 of 1000 epochs, val_loss 0.25000 (best 0.25000)\nGo on with: resume abcd1234\n',
    )
  })

  it('prints a line an epoch where there is no terminal', () => {
    const { report, output } = reportTo({})
    report.progress(progress)
    expect(output()).toBe('')
    report.epoch({ ...metrics, epoch: 1 }, 4)
    expect(output()).toBe('epoch 1 (2/4)  loss 0.30000  val_loss 0.25000  learning_rate 0.0001  1.5 s  3.8 s left\n')
  })

  it('prints nothing but JSON with --json, on a terminal too', () => {
    const { report, output } = reportTo({ isTTY: true }, true)
    report.begin(experiment, 4)
    report.progress(progress)
    report.epoch(metrics, 4)
    report.end({ ...experiment, status: 'completed', epochsDone: 1 })
    expect(output().trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
      { epoch: 0, loss: 0.3, val_loss: 0.25, reconstruction: 380, kl: 12, ...validation, learning_rate: 1e-4, seconds: 1.5 },
      { experiment: 'abcd1234', epochs: 1, status: 'completed' },
    ])
  })
})
