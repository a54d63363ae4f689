import { describe, expect, it } from 'vitest'
import type { Client } from '../../../src/renderer/state/client.ts'
import { LatentMap } from '../../../src/renderer/state/latent-map.svelte.ts'
import { manifoldCodes, ManifoldView, tails, tutorialZoom } from '../../../src/renderer/state/manifold-view.svelte.ts'
import { manifoldAxis } from '../../../src/shared/maths/manifold-axis.ts'
import { planeOfDimensions } from '../../../src/shared/maths/latent-plane.ts'
import { figuresWith } from '../support/figures.ts'

/** Answers each request with as many black pixels as it has codes. */
function view(latentDim = 2) {
  const asked: { codes: Float32Array }[] = []
  const client = {
    request: (_channel: string, request: { codes: Float32Array }) => {
      asked.push(request)
      return Promise.resolve({ height: 1, width: 1, images: new Uint8Array(request.codes.length / latentDim) })
    },
    subscribe: () => () => undefined,
  } as unknown as Client
  const figures = () => figuresWith([0, 0].slice(0, latentDim), latentDim, [1])
  const map = new LatentMap(figures)
  return { asked, map, manifold: new ManifoldView('abcd1234', client, figures, map) }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('codes of a manifold', () => {
  it('have z₀ growing to the right and z₁ downwards', () => {
    expect([...manifoldCodes(planeOfDimensions(3, 0, 1), [1, 2], [3, 4])]).toEqual([1, 3, 0, 2, 3, 0, 1, 4, 0, 2, 4, 0])
  })
})

describe('the manifold in view', () => {
  it('is the stored one, without a question, as long as it is the tutorial’s', async () => {
    const { asked, manifold } = view()
    manifold.refresh()
    await settle()
    expect(asked).toEqual([])
    expect(manifold.picture?.x).toEqual(manifoldAxis())
    expect(manifold.picture?.images).toHaveLength(225)
  })

  it('is decoded for another range, resolution or plane', async () => {
    const { asked, map, manifold } = view()
    manifold.setSide(99)
    manifold.zoomBy(1)
    manifold.pan(0.5, 0)
    manifold.refresh()
    await settle()
    const axis = manifoldAxis(40, tails[tutorialZoom + 1])
    expect(asked[0]?.codes).toHaveLength(2 * 1600)
    expect(manifold.picture?.y).toEqual(axis)
    // Half of its extent to the right.
    expect(manifold.picture?.x[0]).toBeCloseTo(0, 9)
    manifold.reset()
    expect(manifold.isStored).toBe(true)
    map.choose({ kind: 'dimensions', x: 1, y: 0 })
    expect(manifold.isStored).toBe(false)
  })

  it('is one row of a single dimension, stored and decoded, wherever it is moved', async () => {
    const { asked, manifold } = view(1)
    expect(manifold.picture).toMatchObject({ x: manifoldAxis(), y: [0] })
    expect(manifold.picture?.images).toHaveLength(15)
    manifold.pan(0, 0.5)
    expect(manifold.isStored).toBe(true)
    manifold.setSide(20)
    manifold.refresh()
    await settle()
    expect([...(asked[0]?.codes ?? [])]).toEqual(manifoldAxis(20).map(Math.fround))
    expect(manifold.picture?.y).toEqual([0])
  })

  it('stays within what can be shown', () => {
    const { manifold } = view()
    manifold.zoomBy(-99)
    expect(manifold.zoom).toBe(0)
    manifold.zoomBy(99)
    expect(manifold.zoom).toBe(tails.length - 1)
    manifold.setSide(1)
    expect(manifold.side).toBe(5)
  })
})
