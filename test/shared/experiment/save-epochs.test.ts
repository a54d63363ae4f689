import { describe, expect, it } from 'vitest'
import { isSnapshotEpoch, tutorialSaveEpochs } from '../../../src/shared/experiment/save-epochs.ts'

describe('the tutorial’s snapshot schedule', () => {
  it('has 65 epochs, 0-based, dense at the start', () => {
    expect(tutorialSaveEpochs).toHaveLength(65)
    expect(tutorialSaveEpochs.slice(0, 23)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 21, 27, 34, 41, 50, 59, 68, 78, 89, 100, 111,
    ])
    expect(tutorialSaveEpochs.slice(-3)).toEqual([941, 969, 999])
  })

  it('always ends a run with a snapshot', () => {
    expect(isSnapshotEpoch({ kind: 'tutorial' }, 12, 13)).toBe(true)
    expect(isSnapshotEpoch({ kind: 'tutorial' }, 12, 14)).toBe(false)
  })

  it('can be every n epochs', () => {
    const kept = [0, 1, 2, 3, 4, 5, 6, 7].filter((epoch) => isSnapshotEpoch({ kind: 'every', epochs: 3 }, epoch, 8))
    expect(kept).toEqual([0, 3, 6, 7])
  })
})
