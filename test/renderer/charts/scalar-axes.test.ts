import { describe, expect, it } from 'vitest'
import { linearTicks } from '../../../src/renderer/charts/linear-ticks.ts'
import { nearestPoints } from '../../../src/renderer/charts/nearest.ts'
import { horizontalAxis, verticalAxis } from '../../../src/renderer/charts/scalar-axes.ts'
import { panned, positions, zoomed } from '../../../src/renderer/charts/scale.ts'
import { timeTicks } from '../../../src/renderer/charts/time-ticks.ts'
import { scalarCard } from '../../../src/renderer/state/scalar-cards.ts'
import { scalarLines } from '../../../src/renderer/state/scalar-lines.ts'
import { scalarRun } from '../support/scalar-run.ts'

describe('ticks', () => {
  it.each([
    [0, 99, 0, [0, 20, 40, 60, 80]],
    [0, 3, 1, [0, 1, 2, 3]],
    [0.0961, 0.1053, 0, [0.098, 0.1, 0.102, 0.104]],
  ])('of %d to %d are round', (min, max, least, expected) => {
    expect(linearTicks(min, max, 5, least)).toEqual(expected)
  })

  it('of times are at round times', () => {
    const hour = 3_600_000
    expect(timeTicks(0.2 * hour, 3.9 * hour, 6)).toEqual([1, 2, 3].map((hours) => hours * hour))
  })

  it('of a logarithmic axis are powers and their parts', () => {
    const { ticks, range } = verticalAxis('', 'logarithmic', { min: 0.01, max: 10 })
    expect(ticks(range)).toEqual([0.01, 0.1, 1, 10])
  })

  it('tell neighbours apart', () => {
    const { ticks, format, range } = verticalAxis('', 'linear', { min: 0.09781, max: 0.09789 })
    const labels = ticks(range).map((value) => format(value, range))
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('say times as people do', () => {
    const { format } = horizontalAxis('relative', 'linear', { min: 0, max: 7200 })
    expect([45, 720, 5400].map((seconds) => format(seconds, { min: 0, max: 7200 }))).toEqual(['45 s', '12 min', '1.5 h'])
  })
})

describe('zooming and moving', () => {
  it('keeps the place it is about', () => {
    const scale = { kind: 'linear', min: 0, max: 100 } as const
    expect(zoomed(scale, 2, 0.25)).toEqual({ min: 12.5, max: 62.5 })
    expect(panned(scale, 0.1)).toEqual({ min: 10, max: expect.closeTo(110) as number })
  })

  it('goes by powers on a logarithmic axis, which has no place for 0', () => {
    const scale = { kind: 'logarithmic', min: 1, max: 10_000 } as const
    const { min, max } = zoomed(scale, 2)
    expect([min, max]).toEqual([expect.closeTo(10), expect.closeTo(1000)])
    expect(positions(scale, 400)(100)).toBeCloseTo(200)
    expect(positions(scale, 400)(0)).toBeNaN()
  })
})

describe('the points near the pointer', () => {
  it('are one of each line, the nearest first', () => {
    const card = scalarCard('val-loss')
    const settings = { smoothing: 0, axis: 'epoch', unit: 'loss' } as const
    const far = scalarRun({ valLoss: [0, 0, 0, 0] }, { id: 'far' })
    const close = scalarRun({ valLoss: [8, 8, 8] }, { id: 'close' })
    const lines = scalarLines(card, [far, close], settings)
    const project = { x: (value: number) => value * 100, y: (value: number) => 100 - value * 10, valueAt: (left: number) => left / 100 }
    const points = nearestPoints(lines, { left: 290, top: 30 }, project)
    expect(points.map(({ line, index }) => [line.experimentId, index])).toEqual([
      ['far', 3],
      ['close', 2],
    ])
    expect(nearestPoints(lines, { left: 210, top: 30 }, project)[0]?.line.experimentId).toBe('close')
  })
})
