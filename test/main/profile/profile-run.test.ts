import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import { profileRun } from '../../../src/main/profile/profile-run.ts'
import { Profiler } from '../../../src/main/profile/profiler.ts'
import { summarize } from '../../../src/main/profile/summarize.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import type { StepProfile } from '../../../src/shared/experiment/step-profile.ts'
import { traceEvents } from '../../../src/shared/experiment/trace-events.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('profile')
const steps = 4
let workbench: Workbench
let experimentId: string
let profile: StepProfile

beforeAll(() => {
  workbench = Workbench.open(join(folder, 'workspace'))
  const files = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 28, train: 450, test: 100 }))
  workbench.datasets.import({ name: 'Rows', ...files, test: { images: files.testImages, labels: files.testLabels } })
  const [preset] = presets
  if (preset === undefined) throw new Error('There is no preset.')
  const configuration = { ...preset.configuration, dataset: 'rows', batchSize: 200 }
  experimentId = workbench.store.experiments.create({ name: 'Rows', configuration, origin: null }).id
  profile = profileRun(workbench.store, workbench.datasets, experimentId, steps)
}, 120_000)

afterAll(() => workbench.close())

describe('the profile of a training step', () => {
  it('has the operations that part 3 is made of, as often as a step has them', () => {
    expect(profile).toMatchObject({ steps, epochsDone: 0, batchSize: 200 })
    const counted = (pattern: RegExp) => profile.totals.filter(({ kind }) => pattern.test(kind)).reduce((sum, { count }) => sum + count, 0)
    // Two dense layers to normalise in the encoder, two in the decoder; 22 weights that Adam updates.
    // oneDNN has names of its own for its kernels.
    const kinds = [/FusedBatchNormV3$/, /FusedBatchNormGradV3$/, /^ResourceApplyAdam$/, /^StatelessRandomNormal$/]
    expect(kinds.map(counted)).toEqual([4, 4, 22, 1])
    // A kind is a kind, not the name of a node.
    expect(profile.totals.filter(({ kind }) => kind.includes('/'))).toEqual([])
    expect(profile.operations.filter(({ kind }) => kind === 'ResourceApplyAdam')).toHaveLength(22)
    expect(profile.operations.some(({ node }) => node.startsWith('train/'))).toBe(true)
  })

  it('adds up', () => {
    const { operations, totals, measuredStep, plainStep } = profile
    expect(plainStep).toBeGreaterThan(0)
    expect(totals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    for (const { total, count, mean } of totals) expect(total).toBeCloseTo(count * mean, 6)
    expect([...totals].sort((a, b) => b.total - a.total)).toEqual(totals)
    expect(Math.max(...operations.map(({ end }) => end))).toBe(measuredStep)
    for (const { start, end } of operations) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThanOrEqual(start)
    }
    const laneCount = Math.max(...operations.map(({ lane }) => lane)) + 1
    for (let lane = 0; lane < laneCount; lane++) {
      const inLane = operations.filter((operation) => operation.lane === lane)
      inLane.slice(1).forEach(({ start }, index) => expect(start).toBeGreaterThanOrEqual(inLane[index]?.end ?? NaN))
    }
    const time = operations.reduce((sum, { start, end }) => sum + end - start, 0)
    expect(time).toBeLessThanOrEqual(measuredStep * laneCount)
    expect(time).toBeGreaterThan(measuredStep / 10)
  })

  it('changes nothing of the run', () => {
    expect(workbench.store.experiments.get(experimentId)).toMatchObject({ status: 'created', epochsDone: 0 })
    expect(workbench.store.checkpoints.list(experimentId)).toEqual([])
  })

  it('is written as events that trace viewers read, a complete one for each operation', () => {
    const { traceEvents: events } = JSON.parse(traceEvents(profile)) as { traceEvents: { ph: string; ts?: number; dur?: number; name: string; tid?: number }[] }
    const complete = events.filter(({ ph }) => ph === 'X')
    expect(complete).toHaveLength(profile.operations.length)
    expect(complete[5]).toMatchObject({ name: profile.operations[5]?.kind, ts: profile.operations[5]?.start, tid: profile.operations[5]?.lane })
    expect(events.filter(({ name }) => name === 'thread_name').length).toBe(new Set(profile.operations.map(({ lane }) => lane)).size)
  })

  it('goes on from the newest checkpoint, in a process of its own, and is refused beside a run that trains', { timeout: 120_000 }, async () => {
    const profiler = new Profiler(workbench, startNodeInference)
    await expect(profiler.profile({ experimentId: 'nosuchrun', steps: 1 })).rejects.toMatchObject({ code: 'unknown-experiment' })
    workbench.training.start(experimentId, { totalEpochs: 2 })
    await expect(profiler.profile({ experimentId, steps: 1 })).rejects.toMatchObject({ code: 'busy' })
    expect((await workbench.training.finished(experimentId)).status).toBe('completed')
    const before = workbench.store.checkpoints.list(experimentId)
    const first = profiler.profile({ experimentId, steps: 2 })
    await expect(profiler.profile({ experimentId, steps: 2 })).rejects.toMatchObject({ code: 'busy' })
    const { operations, ...figures } = await first
    expect(figures).toMatchObject({ epochsDone: 2, steps: 2, batchSize: 200 })
    expect(operations.length).toBeGreaterThan(100)
    expect(workbench.store.checkpoints.list(experimentId)).toEqual(before)
    expect(workbench.store.experiments.get(experimentId)).toMatchObject({ status: 'completed', epochsDone: 2 })
  })
})

describe('a summary', () => {
  it('has sums of kinds as means of the steps, and the step in the middle', () => {
    const operation = (kind: string, start: number, end: number) => ({ node: kind, kind, start, end, lane: 0 })
    const stepOf = (length: number) => [operation('MatMul', 0, length), operation('Relu', length, length + 1)]
    const { totals, measuredStep, plainStep } = summarize([3, 1, 2], [stepOf(10), stepOf(30), stepOf(20)])
    expect(totals[0]).toEqual({ kind: 'MatMul', count: 1, total: 20, mean: 20, share: 60 / 63 })
    expect(totals[1]).toEqual({ kind: 'Relu', count: 1, total: 1, mean: 1, share: 3 / 63 })
    expect([measuredStep, plainStep]).toEqual([21, 2000])
  })
})
