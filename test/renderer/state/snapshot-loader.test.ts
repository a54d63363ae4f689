import { describe, expect, it } from 'vitest'
import { SnapshotLoader } from '../../../src/renderer/state/snapshot-loader.svelte.ts'
import type { SnapshotFigures } from '../../../src/shared/experiment/snapshot.ts'

const figuresOf = (epoch: number): SnapshotFigures => ({
  experimentId: 'abcd1234',
  epoch,
  height: 1,
  width: 1,
  originals: new Uint8Array(1),
  reconstructions: new Uint8Array(1),
  manifold: new Uint8Array(1),
  manifoldSide: 1,
  latents: new Float32Array(2),
  latentDim: 2,
  labels: new Uint8Array(1),
  classes: [0],
})

/** A source whose answers come when they are let go. */
function source() {
  const asked: number[] = []
  const waiting: (() => void)[] = []
  const load = (epoch: number) => {
    asked.push(epoch)
    return new Promise<SnapshotFigures>((resolve) => waiting.push(() => resolve(figuresOf(epoch))))
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const letGo = async () => {
    waiting.shift()?.()
    await settle()
  }
  return { asked, load, letGo }
}

describe('figures while the timeline is dragged', () => {
  it('ask for the first and the last wish only', async () => {
    const { asked, load, letGo } = source()
    const loader = new SnapshotLoader(load, () => undefined)
    for (const epoch of [0, 1, 2, 3, 4]) loader.show(epoch)
    await letGo()
    await letGo()
    expect(asked).toEqual([0, 4])
    expect(loader.figures?.epoch).toBe(4)
  })

  it('come from memory the second time', async () => {
    const { asked, load, letGo } = source()
    const loader = new SnapshotLoader(load, () => undefined)
    loader.show(0)
    await letGo()
    loader.show(1)
    await letGo()
    loader.show(0)
    await letGo()
    expect(asked).toEqual([0, 1])
    expect(loader.figures?.epoch).toBe(0)
  })

  it('stay as they are when a snapshot cannot be had, and the next one can', async () => {
    const failures: unknown[] = []
    const loader = new SnapshotLoader(
      (epoch) => (epoch === 1 ? Promise.reject(new Error('damaged')) : Promise.resolve(figuresOf(epoch))),
      (thrown) => failures.push(thrown),
    )
    for (const epoch of [0, 1, 2]) {
      loader.show(epoch)
      await new Promise((resolve) => setTimeout(resolve))
      if (epoch === 1) expect(loader.figures?.epoch).toBe(0)
    }
    expect(failures).toHaveLength(1)
    expect(loader.figures?.epoch).toBe(2)
  })

  it('fetch the neighbours when nothing is wanted, until the timeline moves on', async () => {
    const { asked, load, letGo } = source()
    const loader = new SnapshotLoader(load, () => undefined)
    loader.show(5, [6, 4, 7, 3])
    await letGo()
    expect([loader.figures?.epoch, asked]).toEqual([5, [5, 6]])
    await letGo()
    loader.show(9, [8])
    await letGo()
    expect(asked).toEqual([5, 6, 4, 9])
    await letGo()
    await letGo()
    loader.show(6)
    await letGo()
    expect(asked).toEqual([5, 6, 4, 9, 8])
    expect(loader.figures?.epoch).toBe(6)
  })

  it('leave a neighbour that cannot be had until it is wanted', async () => {
    const failures: unknown[] = []
    const loader = new SnapshotLoader(
      (epoch) => (epoch === 1 ? Promise.reject(new Error('damaged')) : Promise.resolve(figuresOf(epoch))),
      (thrown) => failures.push(thrown),
    )
    loader.show(0, [1, 2])
    await new Promise((resolve) => setTimeout(resolve))
    expect(failures).toEqual([])
    loader.show(1)
    await new Promise((resolve) => setTimeout(resolve))
    expect(failures).toHaveLength(1)
  })
})
