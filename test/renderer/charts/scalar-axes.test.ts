import { describe, expect, it } from 'vitest'
import { linearTicks } from '../../../src/shared/maths/linear-ticks.ts'
import { nearestPoints } from '../../../src/renderer/charts/nearest.ts'
import { horizontalAxis, verticalAxis } from '../../../src/renderer/charts/scalar-axes.ts'
import { panned, positions, zoomed, type ScaleKind } from '../../../src/renderer/charts/scale.ts'
import { timeTicks } from '../../../src/renderer/charts/time-ticks.ts'
import { scalarCard } from '../../../src/renderer/state/scalar-cards.ts'
import { scalarLines } from '../../../src/renderer/state/scalar-lines.ts'
import { scalarRun } from '../support/scalar-run.ts'

const labels = (kind: ScaleKind, min: number, max: number) =>
  verticalAxis('', kind, { min, max })
    .ticks({ min, max })
    .map(({ label }) => label)

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
    expect(ticks(range).map(({ value }) => value)).toEqual([0.01, 0.1, 1, 10])
  })

  it('tell neighbours apart', () => {
    expect(labels('linear', 0.09781, 0.09789)).toEqual(['0.09782', '0.09784', '0.09786', '0.09788'])
  })

  it('are written with the same decimals on an axis', () => {
    expect(labels('linear', 0.1, 0.36)).toEqual(['0.10', '0.15', '0.20', '0.25', '0.30', '0.35'])
    expect(labels('linear', -0.4, 0.6)).toEqual(['−0.4', '−0.2', '0.0', '0.2', '0.4', '0.6'])
    expect(labels('linear', 400, 1600)).toEqual(['400', '600', '800', '1,000', '1,200', '1,400', '1,600'])
    expect(labels('logarithmic', 0.108, 0.37)).toEqual(['0.15', '0.20', '0.30'])
  })

  it('are in one notation on an axis', () => {
    expect(labels('linear', 0, 1.1e-3)).toEqual(['0.0000', '0.0002', '0.0004', '0.0006', '0.0008', '0.0010'])
    expect(labels('linear', 0, 1.3e-4)).toEqual(['0', '2.0e-5', '4.0e-5', '6.0e-5', '8.0e-5', '1.0e-4', '1.2e-4'])
    expect(labels('logarithmic', 1e-5, 1e-2)).toEqual(['1e-5', '1e-4', '1e-3', '1e-2'])
    expect(labels('logarithmic', 1e-4, 1e-3)).toEqual(['0.0001', '0.0003', '0.0010'])
    expect(labels('linear', 0, 2e6)).toEqual(['0', '5.0e5', '1.0e6', '1.5e6', '2.0e6'])
  })

  it('say times in one unit', () => {
    const times = (min: number, max: number) => horizontalAxis('relative', 'linear', { min, max }).ticks({ min, max }).map(({ label }) => label)
    expect(times(0, 7200)).toEqual(['0 min', '30 min', '60 min', '90 min', '120 min'])
    expect(times(0, 110)).toEqual(['0 s', '30 s', '60 s', '90 s'])
    expect(times(0, 5 * 86_400)).toEqual(['0 d', '1 d', '2 d', '3 d', '4 d', '5 d'])
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
