import { describe, expect, it } from 'vitest'
import { LatentMap } from '../../../src/renderer/state/latent-map.svelte.ts'
import { labelColours } from '../../../src/shared/maths/label-colours.ts'
import { figuresWith } from '../support/figures.ts'

const plane = () => new LatentMap(() => figuresWith([1, 2, 3, 4, 5, 6, 7, 9, 8], 3, [7, 0, 7]))

describe('the map of a latent space', () => {
  it('shows the first two dimensions, then those that are chosen', () => {
    const map = plane()
    expect([...map.points]).toEqual([1, 2, 4, 5, 7, 9])
    expect(map.axes).toEqual({ x: 'z₀', y: 'z₁' })
    map.choose({ kind: 'dimensions', x: 2, y: 0 })
    expect([...map.points]).toEqual([3, 1, 6, 4, 8, 7])
    expect(map.axes).toEqual({ x: 'z₂', y: 'z₀' })
  })

  it('shows principal components with their share of the variance', () => {
    const map = plane()
    map.choose({ kind: 'pca' })
    expect(map.axes.x).toMatch(/^PC 1 \(9\d %\)$/)
    // About their mean, the greatest variance across.
    const across = [0, 2, 4].map((i) => map.points[i] ?? NaN)
    expect(across.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4)
    expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(9)
  })

  it('puts the labels of a single dimension below each other', () => {
    const map = new LatentMap(() => figuresWith([1, 2, 3], 1, [7, 0, 3]))
    const rows = [[0, 10 / 3], [3, 0], [7, -10 / 3]]
    expect([...(map.bands ?? [])].map(([label, y]) => [label, y.toFixed(6)])).toEqual(rows.map(([label, y]) => [label, y?.toFixed(6)]))
    for (const [index, row] of [2, 0, 1].entries()) {
      expect(map.points[2 * index]).toBe(index + 1)
      // Within the row of its label, wherever in its height.
      expect(Math.abs((map.points[2 * index + 1] ?? NaN) - (rows[row]?.[1] ?? NaN))).toBeLessThan(10 / 3 / 2)
    }
    expect(map.axes).toEqual({ x: 'z₀', y: '' })
    expect(plane().bands).toBeNull()
  })

  it('shows and hides labels, and one alone', () => {
    const map = plane()
    expect(map.labels).toEqual([0, 7])
    map.toggle(7)
    expect([0, 1, 2].map((index) => map.isShown(index))).toEqual([false, true, false])
    map.toggle(7)
    expect(map.isShown(0)).toBe(true)
    map.isolate(7)
    expect([0, 1].map((index) => map.isShown(index))).toEqual([true, false])
    map.isolate(7)
    expect(map.hidden.size).toBe(0)
  })

  it('counts the points that are not in view, and shows them all', () => {
    const map = new LatentMap(() => figuresWith([0, 0, 9, 0, 0, -7, 1, 1], 2, [12, 21, 21, 30]))
    expect(map.unseen).toEqual({ points: 4, outside: 2, unplaced: 0, labels: 3, labelsUnseen: 1 })
    map.toggle(21)
    expect(map.unseen).toMatchObject({ points: 2, outside: 0 })
    map.toggle(21)
    map.showAll()
    expect(map.unseen).toMatchObject({ points: 4, outside: 0 })
  })

  it('shows all of a single dimension with all rows', () => {
    const map = new LatentMap(() => figuresWith([0, 9, 1], 1, [1, 2, 3]))
    expect(map.unseen).toMatchObject({ points: 3, outside: 1 })
    map.showAll()
    expect(map.unseen.outside).toBe(0)
    expect(map.viewport.half).toBeGreaterThanOrEqual(5)
    expect(map.viewport.y).toBe(0)
  })

  it('colours the labels that the data set has as files do, whatever is shown', () => {
    const map = new LatentMap(() => ({ ...figuresWith([1, 2, 3, 4], 2, [12, 30]), classes: [12, 21, 30] }))
    expect(map.labels).toEqual([12, 30])
    expect([12, 21, 30].map(map.colours.of)).toEqual([12, 21, 30].map(labelColours('coolwarm', [12, 21, 30]).of))
    map.palette = 'categorical'
    expect(map.colours.of(30)).toEqual(labelColours('categorical', [12, 21, 30]).of(30))
  })

  it('is empty before the first epoch', () => {
    const map = new LatentMap(() => null)
    expect([map.points.length, map.labels.length]).toEqual([0, 0])
  })
})
