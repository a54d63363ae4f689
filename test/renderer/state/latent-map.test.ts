import { describe, expect, it } from 'vitest'
import { LatentMap } from '../../../src/renderer/state/latent-map.svelte.ts'
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
    expect([...map.points]).toEqual([1, -4.5, 2, 4.5, 3, 0])
    expect([...(map.bands ?? [])]).toEqual([[0, 4.5], [3, 0], [7, -4.5]])
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

  it('is empty before the first epoch', () => {
    const map = new LatentMap(() => null)
    expect([map.points.length, map.labels.length]).toEqual([0, 0])
  })
})
