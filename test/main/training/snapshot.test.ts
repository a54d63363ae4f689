import { afterAll, describe, expect, it } from 'vitest'
import { createModelSession } from '../../../src/main/models/session.ts'
import { manifoldCodes, takeSnapshot } from '../../../src/main/training/snapshot.ts'
import { startFrom, weightsOf } from '../../../src/main/models/weights.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { manifoldAxis } from '../../../src/shared/maths/manifold-axis.ts'
import { refusal } from '../../support/refusal.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

const [preset] = presets
if (preset === undefined) throw new Error('no preset')
const dataset = syntheticDataset({ size: 6, train: 120, test: 30 })
const configuration = { ...preset.configuration, batchSize: 60, model: { kind: 'vae' as const, latentDim: 3, dropoutRate: 0.3 } }
const session = createModelSession(configuration, dataset)
afterAll(() => session.dispose())

describe('manifoldCodes', () => {
  const axis = manifoldAxis().map(Math.fround)

  it('has z[1] growing downwards and z[0] to the right, the rest 0', () => {
    const codes = manifoldCodes(3)
    expect(codes).toHaveLength(15 * 15 * 3)
    expect([...codes.subarray(0, 3)]).toEqual([axis[0], axis[0], 0])
    // Row 2, column 5.
    expect([...codes.subarray((2 * 15 + 5) * 3, (2 * 15 + 5) * 3 + 3)]).toEqual([axis[5], axis[2], 0])
    expect([...codes.subarray(-3)]).toEqual([axis[14], axis[14], 0])
  })

  it('of one dimension has the same row fifteen times', () => {
    const codes = manifoldCodes(1)
    expect(codes).toHaveLength(15 * 15)
    for (let row = 0; row < 15; row++) expect([...codes.subarray(row * 15, row * 15 + 15)]).toEqual(axis)
  })
})

describe('takeSnapshot', () => {
  it('holds what the tutorial draws, computed by the model', () => {
    const snapshot = takeSnapshot(session, dataset, { epoch: 4, latentDim: 3, weights: true })
    expect(snapshot).toMatchObject({ epoch: 4, manifoldSide: 15, latentDim: 3 })
    expect(snapshot.originals).toEqual(dataset.test.images)
    expect(snapshot.originals.buffer).not.toBe(dataset.test.images.buffer)
    expect(snapshot.reconstructions).toEqual(session.reconstruct(dataset.test.images, 30, 4))
    expect(snapshot.manifold).toEqual(session.decode(manifoldCodes(3), 225))
    expect(snapshot.latents).toEqual(session.encodeTest())
    expect(snapshot.weights).toEqual(weightsOf(session.readState()))
    expect(takeSnapshot(session, dataset, { epoch: 4, latentDim: 3, weights: false }).weights).toBeNull()
  })
})

describe('weights', () => {
  it('leave the optimiser’s slots out, and start a fresh model where the other one was', () => {
    const order = Int32Array.from({ length: 60 }, (_, index) => index)
    for (let step = 0; step < 5; step++) session.trainStep(order, step, 1e-2)
    const state = session.readState()
    const weights = weightsOf(state)
    const size = Object.values(weights).reduce((sum, { data }) => sum + data.length, 0)
    expect(size).toBe(session.parameterCount)
    expect(Object.keys(state).length).toBeGreaterThan(Object.keys(weights).length)

    const branch = createModelSession({ ...configuration, seed: 7 }, dataset)
    const fresh = branch.readState()
    startFrom(branch, weights)
    const begun = branch.readState()
    expect(weightsOf(begun)).toEqual(weights)
    expect(branch.encodeTest()).toEqual(session.encodeTest())
    for (const name of Object.keys(begun)) if (!(name in weights)) expect(begun[name]).toEqual(fresh[name])
    branch.dispose()
  })

  it('that are not all of the model’s start nothing, and are not made up', () => {
    const others = Object.fromEntries(Object.entries(weightsOf(session.readState())).slice(1))
    const branch = createModelSession({ ...configuration, seed: 7 }, dataset)
    const fresh = branch.readState()
    for (const weights of [{}, others]) expect(() => startFrom(branch, weights)).toThrow(refusal('checkpoint-corrupt', 'is missing'))
    expect(branch.readState()).toEqual(fresh)
    branch.dispose()
  })
})
