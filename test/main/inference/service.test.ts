import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import type { InferenceChild, StartInference } from '../../../src/main/inference/protocol.ts'
import { InferenceService } from '../../../src/main/inference/service.ts'
import { manifoldCodes } from '../../../src/main/training/snapshot.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { WorkbenchError } from '../../../src/shared/errors.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// The built process on a workspace that the built worker has trained: nothing here stands for anything else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })
const folder = temporaryFolder('inference')
const workspace = join(folder, 'workspace')
const dataset = syntheticDataset({ size: 8, train: 400, test: 600 })
const pixels = 64
const epoch = 5

let workbench: Workbench
let service: InferenceService
let experimentId: string
let withoutWeights: string
let children: InferenceChild[]

const start: StartInference = (...parameters) => {
  const child = startNodeInference(...parameters)
  children.push(child)
  return child
}

async function train(weights: boolean): Promise<string> {
  const [preset] = presets
  if (preset === undefined) throw new Error('There is no preset.')
  const snapshots = { ...preset.configuration.snapshots, weights }
  const configuration = { ...preset.configuration, dataset: 'rows', batchSize: 50, epochs: epoch + 1, snapshots }
  const { id } = workbench.store.experiments.create({ name: 'Rows', configuration, origin: null })
  workbench.training.start(id)
  expect((await workbench.training.finished(id)).status).toBe('completed')
  return id
}

beforeAll(async () => {
  children = []
  workbench = Workbench.open(workspace)
  const files = writeIdxFiles(join(folder, 'idx'), dataset)
  const test = { images: files.testImages, labels: files.testLabels }
  workbench.datasets.import({ name: 'Rows', images: files.images, labels: files.labels, test })
  experimentId = await train(true)
  withoutWeights = await train(false)
  service = new InferenceService(workspace, start)
})

afterAll(async () => {
  service.close()
  await workbench.close()
})

/** The greatest difference: two ways to compute a pixel may round a half apart. */
function farthest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length)
  return Array.from(one).reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? NaN))), 0)
}

const refusal = (asked: Promise<unknown>) => asked.then(() => 'nothing', (thrown: unknown) => (thrown as { code: string }).code)

describe('with the weights of a snapshot', () => {
  it('decodes the manifold that training stored', async () => {
    for (const at of [0, epoch]) {
      const stored = workbench.store.snapshots.get(experimentId, at)
      const { height, width, images } = await service.request('inference:decode', { experimentId, epoch: at, codes: manifoldCodes(2) })
      expect([height, width]).toEqual([8, 8])
      expect(farthest(images, stored.manifold)).toBeLessThanOrEqual(1)
    }
  })

  it('decodes a manifold of 40 × 40 as it decodes its parts', async () => {
    const codes = Float32Array.from({ length: 2 * 1600 }, (_, i) => Math.sin(i))
    const { images } = await service.request('inference:decode', { experimentId, epoch, codes })
    const part = await service.request('inference:decode', { experimentId, epoch, codes: codes.slice(2 * 1500, 2 * 1501) })
    expect(farthest(part.images, images.subarray(1500 * pixels, 1501 * pixels))).toBeLessThanOrEqual(1)
  })

  it('encodes test images to the means that training stored', async () => {
    const { latents } = workbench.store.snapshots.get(experimentId, epoch)
    const images = dataset.test.images.slice(0, 20 * pixels)
    const { means, deviations, images: decoded } = await service.request('inference:encode', { experimentId, epoch, images })
    expect(farthest(means, latents.subarray(0, 40))).toBeLessThan(1e-4)
    expect(deviations.every((sigma) => sigma > 0)).toBe(true)
    expect(decoded).toHaveLength(images.length)
  })

  it('shows a test digit with its distribution, and samples of that', async () => {
    const digit = await service.request('inference:test-digit', { experimentId, epoch, index: 7, seed: 1 })
    expect(digit.label).toBe(dataset.test.labels[7])
    expect(digit.original).toEqual(dataset.test.images.slice(7 * pixels, 8 * pixels))
    expect(digit.images).toHaveLength(11 * pixels)
    expect(digit.samples).toHaveLength(20)
    const again = await service.request('inference:test-digit', { experimentId, epoch, index: 7, seed: 1 })
    const others = await service.request('inference:test-digit', { experimentId, epoch, index: 7, seed: 2 })
    expect(again.samples).toEqual(digit.samples)
    expect(others.samples).not.toEqual(digit.samples)
    const { images } = await service.request('inference:decode', { experimentId, epoch, codes: digit.means })
    expect(farthest(images, digit.images.subarray(0, pixels))).toBeLessThanOrEqual(1)
  })

  it('reconstructs the first images as the snapshot has them', async () => {
    const stored = workbench.store.snapshots.get(experimentId, epoch)
    const first = await service.request('inference:reconstructions', { experimentId, epoch, choice: { kind: 'first' }, count: 10 })
    expect(first.indices).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(first.originals).toEqual(stored.originals.slice(0, 10 * pixels))
    expect(farthest(first.images, stored.reconstructions.subarray(0, 10 * pixels))).toBeLessThanOrEqual(1)
  })

  it('draws other samples by other seeds, whose losses have the mean of val_loss', async () => {
    const losses: number[] = []
    for (let seed = 0; seed < 12; seed++) {
      const choice = { kind: 'sample', seed } as const
      const sample = await service.request('inference:reconstructions', { experimentId, epoch, choice, count: 50 })
      expect(new Set(sample.indices).size).toBe(50)
      losses.push(...sample.losses)
    }
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length / (2 * pixels)
    const valLoss = workbench.store.epochs.list(experimentId)[epoch]?.valLoss ?? NaN
    expect(Math.abs(mean / valLoss - 1)).toBeLessThan(0.03)
  })

  it('finds the worst of the test set', async () => {
    const worst = await service.request('inference:reconstructions', { experimentId, epoch, choice: { kind: 'worst' }, count: 10 })
    expect([...worst.losses]).toEqual([...worst.losses].sort((a, b) => b - a))
    const least = worst.losses[9] ?? NaN
    for (let seed = 0; seed < 4; seed++) {
      const choice = { kind: 'sample', seed } as const
      const { indices, losses } = await service.request('inference:reconstructions', { experimentId, epoch, choice, count: 50 })
      for (const [i, loss] of losses.entries()) expect(loss <= least || worst.indices.includes(indices[i] ?? -1)).toBe(true)
    }
  })

  it('answers a click while it looks for the worst, and gives up an older search for a newer', async () => {
    const order: string[] = []
    const search = (at: number) =>
      refusal(service.request('inference:reconstructions', { experimentId, epoch: at, choice: { kind: 'worst' }, count: 10 }))
    const older = search(1).then((code) => order.push(`older: ${code}`))
    const newer = search(2).then((code) => order.push(`newer: ${code}`))
    const click = service.request('inference:decode', { experimentId, epoch, codes: Float32Array.of(0, 0) }).then(() => order.push('click'))
    await Promise.all([older, newer, click])
    // The older search may be given up before the click is read or after it; the newer one is still at work then.
    expect(order.toSorted()).toEqual(['click', 'newer: nothing', 'older: cancelled'])
    expect(order.at(-1)).toBe('newer: nothing')
  })
})

describe('what cannot be answered', () => {
  it('takes no more at once than a manifold of 40 × 40', async () => {
    const [codes, images] = [new Float32Array(1601 * 2), new Uint8Array(1601 * pixels)]
    expect(await refusal(service.request('inference:decode', { experimentId, epoch, codes }))).toBe('invalid-parameter')
    expect(await refusal(service.request('inference:encode', { experimentId, epoch, images }))).toBe('invalid-parameter')
  })

  it('says why', async () => {
    const decode = (id: string, at: number, codes: Float32Array) =>
      refusal(service.request('inference:decode', { experimentId: id, epoch: at, codes }))
    expect(await decode(withoutWeights, epoch, Float32Array.of(0, 0))).toBe('unknown-snapshot')
    expect(await decode(experimentId, 900, Float32Array.of(0, 0))).toBe('unknown-snapshot')
    expect(await decode('nobody', epoch, Float32Array.of(0, 0))).toBe('unknown-experiment')
    expect(await decode(experimentId, epoch, Float32Array.of(0, 0, 0))).toBe('invalid-parameter')
    expect(await refusal(service.request('inference:encode', { experimentId, epoch, images: new Uint8Array(65) }))).toBe('invalid-parameter')
    expect(await refusal(service.request('inference:test-images', { experimentId, indices: [600] }))).toBe('invalid-parameter')
  })

  it('leaves test images, which need no weights', async () => {
    const { images, labels } = await service.request('inference:test-images', { experimentId: withoutWeights, indices: [3, 0] })
    expect(images.slice(pixels)).toEqual(dataset.test.images.slice(0, pixels))
    expect([...labels]).toEqual([dataset.test.labels[3], dataset.test.labels[0]])
  })
})

describe('the process', () => {
  it('is started anew when it dies, and answers what the dead one was asked', async () => {
    const before = children.length
    // So many that they are not decoded before the process is told to end.
    const codes = new Float32Array(2 * 1600)
    const asked = service.request('inference:decode', { experimentId, epoch, codes })
    children.at(-1)?.end()
    expect((await asked).images).toHaveLength(1600 * pixels)
    expect(children).toHaveLength(before + 1)
  })

  it('is given up when it cannot live', async () => {
    const dying = new InferenceService(workspace, (...parameters) => {
      const child = startNodeInference(...parameters)
      child.end()
      return child
    })
    expect(await refusal(dying.request('inference:warm', { experimentId, epoch }))).toBe('internal')
    dying.close()
  })

  it('refuses what a dead one was asked where no other can be started', async () => {
    const replaced = new WorkbenchError('replaced', 'It was updated.')
    const first = start('', workspace, {})
    const children = [first]
    const once = new InferenceService(workspace, () => {
      const child = children.shift()
      if (child === undefined) throw replaced
      return child
    })
    const asked = once.request('inference:warm', { experimentId, epoch })
    first.end()
    await expect(asked).rejects.toBe(replaced)
    await expect(once.request('inference:warm', { experimentId, epoch })).rejects.toBe(replaced)
    once.close()
  })

  it('ends with the service, which refuses what is left', async () => {
    const ending = new InferenceService(workspace, startNodeInference)
    const asked = refusal(ending.request('inference:warm', { experimentId, epoch }))
    ending.close()
    expect(await asked).toBe('cancelled')
    expect(await refusal(ending.request('inference:warm', { experimentId, epoch }))).toBe('cancelled')
  })
})
