import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'
import type { LearningRateChange } from '../../../src/shared/experiment/learning-rate-change.ts'
import type { TrainingProgress } from '../../../src/shared/experiment/experiment.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { createModelSession } from '../../../src/main/models/session.ts'
import type { ModelSession, ModelState } from '../../../src/main/models/model-session.ts'
import { configuredCallbacks, restoreStates, statesOf } from '../../../src/main/training/callback-list.ts'
import type { Callback, EpochLogs } from '../../../src/main/training/callbacks/callback.ts'
import { TrainingControl } from '../../../src/main/training/control.ts'
import { takeSnapshot } from '../../../src/main/training/snapshot.ts'
import { Trainer, type TrainingOutcome } from '../../../src/main/training/trainer.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

vi.setConfig({ testTimeout: 120_000 })
const dataset = syntheticDataset()
const [preset] = presets

function configurationOf(changes: Partial<ExperimentConfiguration> = {}): ExperimentConfiguration {
  if (preset === undefined) throw new Error('no preset')
  return {
    ...preset.configuration,
    ...{ dataset: dataset.id, batchSize: 64, epochs: 6, optimizer: { name: 'adam', learningRate: 2e-3 } },
    ...changes,
  }
}

const sessions: ModelSession[] = []
afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose()
})

interface Half {
  outcome: TrainingOutcome
  state: ModelState
  callbacks: Record<string, unknown>
  history: EpochLogs[]
  progress: TrainingProgress[]
}

/** Trains in a fresh session, from what an earlier one left behind if given. */
async function train(
  configuration: ExperimentConfiguration,
  from: { epoch: number; state: ModelState; callbacks: Record<string, unknown> } | null,
  observe: (control: TrainingControl) => Omit<Callback, 'name'> = () => ({}),
  recorded: LearningRateChange[] = [],
  control = new TrainingControl(),
): Promise<Half> {
  const session = createModelSession(configuration, dataset)
  sessions.push(session)
  if (from !== null) session.writeState(from.state)
  const run = { learningRate: configuration.optimizer.learningRate }
  const { weights } = configuration.snapshots
  const configured = configuredCallbacks(
    configuration,
    {
      run,
      learningRates: { recorded, requested: () => control.takeLearningRate(), record: (change) => Promise.resolve(void recorded.push(change)) },
      takeSnapshot: (epoch) => takeSnapshot(session, dataset, { epoch, latentDim: 2, weights }),
      fromEpoch: from === null ? 0 : from.epoch + 1,
    },
  )
  if (from !== null) restoreStates(configured, from.callbacks)
  const history: EpochLogs[] = []
  const progress: TrainingProgress[] = []
  const recorder: Callback = { name: 'history', onEpochEnd: (_epoch, logs) => void history.push(logs) }
  const outcome = await new Trainer({
    ...{ experimentId: 'test', session, trainCount: dataset.train.labels.length, configuration, run, control },
    fromEpoch: from === null ? 0 : from.epoch + 1,
    callbacks: [...configured, recorder, { name: 'observer', ...observe(control) }],
    onProgress: (each) => progress.push(each),
  }).train()
  for (const callback of configured) await callback.close?.()
  // As it comes back from the store: callbacks' states are JSON there.
  const callbacks = JSON.parse(JSON.stringify(statesOf(configured))) as Record<string, unknown>
  return { outcome, state: session.readState(), callbacks, history, progress }
}

function bytesOf(state: ModelState): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(state).map(([name, { data }]) => [name, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]),
  )
}

describe('Trainer', () => {
  it('ends in the very same state whether it was interrupted or not', async () => {
    const configuration = configurationOf({
      learningRateSchedule: { kind: 'cosine', minimum: 1e-5 },
      reduceLROnPlateau: {
        ...{ enabled: true, monitor: 'val_loss', factor: 0.5, patience: 1, minDelta: 1, cooldown: 1, minLearningRate: 0 },
      },
    })
    const whole = await train(configuration, null)
    const first = await train(configuration, null, (control) => ({
      onEpochBegin: (epoch) => {
        if (epoch === 2) control.stop()
      },
    }))
    expect(first.outcome).toBe('stopped')
    expect(first.history).toHaveLength(3)
    const second = await train(configuration, { epoch: 2, state: first.state, callbacks: first.callbacks })
    expect([whole.outcome, second.outcome]).toEqual(['completed', 'completed'])
    expect([...first.history, ...second.history]).toEqual(whole.history)
    expect(bytesOf(second.state)).toEqual(bytesOf(whole.state))
    expect(second.callbacks).toEqual(whole.callbacks)
    // The plateau halved the rate on the way, so its state mattered.
    expect(whole.callbacks['reduce-lr-on-plateau']).not.toMatchObject({ scale: 1 })
  })

  it('takes learning rates set by hand at the next step, and repeats them to the bit', async () => {
    const configuration = configurationOf({
      learningRateSchedule: { kind: 'exponential', rate: 0.1 },
      reduceLROnPlateau: {
        ...{ enabled: true, monitor: 'val_loss', factor: 0.5, patience: 2, minDelta: 1, cooldown: 0, minLearningRate: 0 },
      },
    })
    const recorded: LearningRateChange[] = []
    let epoch = -1
    const whole = await train(
      configuration,
      null,
      (control) => ({
        onEpochBegin: (begun) => void (epoch = begun),
        onBatchEnd: (batch) => {
          if (epoch === 1 && batch === 2) control.changeLearningRate(5e-3)
          if (epoch === 4 && batch === 4) control.changeLearningRate(1e-3)
        },
      }),
      recorded,
    )
    expect(recorded).toMatchObject([
      { epoch: 1, step: 3, learningRate: 5e-3 },
      { epoch: 5, step: 0, learningRate: 1e-3 },
    ])
    // The first is halved by the plateau two epochs later, which lays its hand on the second no more.
    const rates = whole.history.map(({ learning_rate }) => learning_rate)
    expect(rates).toEqual([2e-3, 5e-3, 5e-3, 2.5e-3, 2.5e-3, 1e-3])

    // Stopped between two epochs, and again in the middle of one that is lost.
    const first = await train(configuration, null, (control) => ({ onEpochBegin: (at) => (at === 2 ? control.stop() : undefined) }), [
      ...recorded,
    ])
    const from = { epoch: 2, state: first.state, callbacks: first.callbacks }
    const lost = await train(configuration, from, (control) => ({ onBatchEnd: () => control.abort() }), [...recorded])
    expect(lost.history).toEqual([])
    const second = await train(configuration, from, undefined, [...recorded])
    expect([...first.history, ...second.history]).toEqual(whole.history)
    expect(bytesOf(second.state)).toEqual(bytesOf(whole.state))
    expect(second.callbacks).toEqual(whole.callbacks)
  })

  it('keeps a learning rate that was asked for too late for this time', async () => {
    const recorded: LearningRateChange[] = []
    const { outcome } = await train(
      configurationOf({ epochs: 2 }),
      null,
      (control) => ({ onTrainEnd: () => control.changeLearningRate(3e-4) }),
      recorded,
    )
    expect(outcome).toBe('completed')
    expect(recorded).toMatchObject([{ epoch: 2, step: 0, learningRate: 3e-4 }])
  })

  it('trains one epoch at a time, and ends at once when stopped between two', async () => {
    const epochs: number[] = []
    let pauses = 0
    const control = new TrainingControl((paused) => {
      if (!paused) return
      pauses++
      setTimeout(() => (pauses < 3 ? control.oneEpoch() : control.stop()), 5)
    })
    control.oneEpoch()
    const { outcome } = await train(configurationOf(), null, () => ({ onEpochEnd: (epoch) => void epochs.push(epoch) }), [], control)
    expect([outcome, epochs, pauses]).toEqual(['stopped', [0, 1, 2], 3])
  })

  it('learns, and counts a last, smaller batch by its images', async () => {
    const batches: number[] = []
    const { history } = await train(configurationOf(), null, () => ({ onBatchBegin: (batch) => void batches.push(batch) }))
    expect(batches.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 0])
    const losses = history.map(({ val_loss }) => val_loss)
    expect(losses).toHaveLength(6)
    expect(losses[5]).toBeLessThan(losses[0] ?? 0)
    const pixels = dataset.height * dataset.width
    for (const { loss, reconstruction, kl } of history) expect(loss).toBeCloseTo((reconstruction + kl) / (2 * pixels), 5)
  })

  it('calls the hooks in Keras’ order', async () => {
    const calls: string[] = []
    await train(configurationOf({ epochs: 1, batchSize: 200 }), null, () => ({
      onTrainBegin: () => void calls.push('train begin'),
      onEpochBegin: (epoch) => void calls.push(`epoch ${epoch} begin`),
      onBatchBegin: (batch) => void calls.push(`batch ${batch} begin`),
      onBatchEnd: (batch) => void calls.push(`batch ${batch} end`),
      onEpochEnd: (epoch) => void calls.push(`epoch ${epoch} end`),
      onTrainEnd: () => void calls.push('train end'),
    }))
    const batches = ['batch 0 begin', 'batch 0 end', 'batch 1 begin', 'batch 1 end']
    expect(calls).toEqual(['train begin', 'epoch 0 begin', ...batches, 'epoch 0 end', 'train end'])
  })

  it('drops the epoch when it is aborted, and calls no more hooks', async () => {
    let ended = false
    const { outcome, history } = await train(configurationOf(), null, (control) => ({
      onBatchEnd: (batch) => {
        if (batch === 2) control.abort()
      },
      onTrainEnd: () => {
        ended = true
      },
    }))
    expect(outcome).toBe('aborted')
    expect(history).toHaveLength(0)
    expect(ended).toBe(false)
  })

  it('reports its progress, and the time left once an epoch has shown it', async () => {
    const { progress } = await train(configurationOf({ epochs: 2 }), null)
    expect(progress[0]).toMatchObject({ epoch: 0, totalEpochs: 2, step: 1, stepsPerEpoch: 5, secondsLeft: null })
    const last = progress.at(-1)
    expect(last).toMatchObject({ epoch: 1, step: 5, secondsLeft: 0 })
    expect(last?.secondsPerEpoch).toBeGreaterThan(0)
    expect(progress.every(({ loss }) => loss > 0)).toBe(true)
  })

  it('refuses to go on when training diverges', async () => {
    const configuration = configurationOf({ optimizer: { name: 'rmsprop', learningRate: 1 } })
    const broken = createModelSession(configuration, dataset)
    sessions.push(broken)
    const state = broken.readState()
    for (const tensor of Object.values(state)) tensor.data.fill(Number.NaN)
    await expect(train(configuration, { epoch: -1, state, callbacks: {} })).rejects.toMatchObject({
      message: expect.stringContaining('Training diverged: in epoch 0') as unknown,
    })
  })

  it('passes on what a callback throws', async () => {
    const thrown = new Error('no more')
    const failing = train(configurationOf(), null, () => ({
      onEpochEnd: () => {
        throw thrown
      },
    }))
    await expect(failing).rejects.toBe(thrown)
  })
})
