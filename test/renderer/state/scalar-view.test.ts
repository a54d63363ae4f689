import { describe, expect, it } from 'vitest'
import { scalarCard } from '../../../src/renderer/state/scalar-cards.ts'
import { scalarLines } from '../../../src/renderer/state/scalar-lines.ts'
import { axesOf } from '../../../src/renderer/state/scalar-view.ts'
import { scalarRun } from '../support/scalar-run.ts'

const settings = { axis: 'epoch', logarithmicX: false, logarithmicY: false, ignoreOutliers: true, unit: 'loss', smoothing: 0 } as const

describe('the axes of a card', () => {
  const high = scalarRun({ valLoss: [9, 8, ...new Array<number>(58).fill(0.1)], learningRate: [1e-2, ...new Array<number>(59).fill(1e-4)] })
  const axes = (id: 'val-loss' | 'learning-rate', change: object = {}, viewport: Parameters<typeof axesOf>[3] = null) => {
    const card = scalarCard(id)
    return axesOf(card, { ...settings, ...change }, { lines: scalarLines(card, [high], settings), running: [] }, viewport)
  }

  it('leave large values out, and say how many', () => {
    expect(axes('val-loss').above).toBe(2)
    expect(axes('val-loss').y.range.max).toBeLessThan(1)
    expect(axes('val-loss', { ignoreOutliers: false }).above).toBe(0)
    expect(axes('val-loss', { ignoreOutliers: false }).y.range.max).toBeGreaterThan(9)
  })

  it('leave no learning rate out', () => {
    expect(axes('learning-rate').above).toBe(0)
    expect(axes('learning-rate').y.range.max).toBeGreaterThan(1e-2)
  })

  it('are the user’s own where there is a zoom', () => {
    const viewport = { x: { min: 0, max: 1 }, y: { min: 0, max: 5 } }
    expect(axes('val-loss', {}, viewport)).toMatchObject({ above: 0, y: { range: { min: 0, max: 5 } } })
  })

  it('hold the point of the epoch in progress', () => {
    const card = scalarCard('val-loss')
    const running = [{ experimentId: 'run1', colour: '--run-0', x: 60, y: 20 }]
    const { y, above } = axesOf(card, settings, { lines: scalarLines(card, [high], settings), running }, null)
    expect(y.range.max).toBeGreaterThan(20)
    expect(above).toBe(0)
  })
})
