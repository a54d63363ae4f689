import { describe, expect, it } from 'vitest'
import type { Client } from '../../../src/renderer/state/client.ts'
import { sparklinePath, Sparklines } from '../../../src/renderer/state/sparklines.svelte.ts'
import { sparklineEpochs, sparklinePoints } from '../../../src/shared/experiment/sparkline.ts'
import { metrics } from '../support/experiment.ts'

describe('sparklineEpochs', () => {
  it('has every epoch of a short run, and both ends of a long one', () => {
    expect(sparklineEpochs(0)).toEqual([])
    expect(sparklineEpochs(1)).toEqual([0])
    expect(sparklineEpochs(3)).toEqual([0, 1, 2])
    const long = sparklineEpochs(1000)
    expect(long).toHaveLength(sparklinePoints)
    expect([long[0], long.at(-1)]).toEqual([0, 999])
    expect(new Set(long).size).toBe(sparklinePoints)
  })
})

describe('sparklinePath', () => {
  it('spans the box, the lowest value at the bottom, on a logarithmic axis', () => {
    expect(sparklinePath([100, 10, 1], 100, 16)).toBe('0.0,0.0 50.0,8.0 100.0,16.0')
  })

  it('draws equal values in the middle', () => {
    expect(sparklinePath([2, 2], 100, 16)).toBe('0.0,8.0 100.0,8.0')
  })
})

describe('Sparklines', () => {
  it('fetches what is wanted at the same time together, once, and follows the training', async () => {
    const asked: string[][] = []
    let endOfEpoch: (event: unknown) => void = () => undefined
    const client = {
      request: (_channel: string, { experimentIds }: { experimentIds: string[] }) => {
        asked.push(experimentIds)
        return Promise.resolve(experimentIds.map((experimentId) => ({ experimentId, valLosses: [3, 2] })))
      },
      subscribe: (_channel: string, listener: (event: unknown) => void) => {
        endOfEpoch = listener
        return () => undefined
      },
    } as unknown as Client
    const sparklines = new Sparklines(client, (thrown) => {
      throw thrown
    })
    for (const id of ['a', 'b', 'a']) sparklines.want(id)
    await new Promise((resolve) => setTimeout(resolve))
    sparklines.want('b')
    expect(asked).toEqual([['a', 'b']])
    expect(sparklines.of('a')).toEqual([3, 2])
    endOfEpoch({ experimentId: 'a', metrics: { ...metrics(2), valLoss: 1 }, hasSnapshot: false })
    expect(sparklines.of('a')).toEqual([3, 2, 1])
    // An epoch was missed: all are fetched anew.
    endOfEpoch({ experimentId: 'b', metrics: { ...metrics(7), valLoss: 1 }, hasSnapshot: false })
    await new Promise((resolve) => setTimeout(resolve))
    expect(asked).toEqual([['a', 'b'], ['b']])
    expect(sparklines.of('c')).toEqual([])
  })
})
