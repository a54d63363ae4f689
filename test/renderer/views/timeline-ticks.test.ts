import { describe, expect, it } from 'vitest'
import { labelledTicks, positionAt } from '../../../src/renderer/views/observe/timeline-ticks.ts'
import { tutorialSaveEpochs } from '../../../src/shared/experiment/save-epochs.ts'

describe('the numbers of the timeline', () => {
  it('are all there while they fit', () => {
    expect([...labelledTicks([0, 1, 2, 3])]).toEqual([0, 1, 2, 3])
    expect([...labelledTicks([])]).toEqual([])
    expect([...labelledTicks([7])]).toEqual([7])
  })

  it('are few and apart from each other when there are many', () => {
    const labelled = labelledTicks(tutorialSaveEpochs)
    expect(labelled.size).toBeLessThanOrEqual(17)
    expect(labelled.has(0)).toBe(true)
    expect(labelled.has(999)).toBe(true)
    const positions = tutorialSaveEpochs.flatMap((epoch, index) => (labelled.has(epoch) ? [index] : []))
    const gaps = positions.slice(1).map((position, index) => position - (positions[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4)
  })
})

describe('the tick at a place of the timeline', () => {
  it('is the nearest, the outer ones beyond the ends', () => {
    expect([0, 7, 56, 58, 107, 114].map((left) => positionAt(left, 114, 4))).toEqual([0, 0, 2, 2, 4, 4])
    expect(positionAt(50, 114, 0)).toBe(0)
    expect(positionAt(50, 0, -1)).toBe(0)
  })
})
