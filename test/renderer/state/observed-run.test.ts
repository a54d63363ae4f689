import { describe, expect, it } from 'vitest'
import { nearestIndex } from '../../../src/renderer/state/observed-run.svelte.ts'
import { tutorialSaveEpochs } from '../../../src/shared/experiment/save-epochs.ts'

describe('the snapshot nearest to an epoch', () => {
  it('is found between, at and beyond the ends', () => {
    const at = (epoch: number) => tutorialSaveEpochs[nearestIndex(tutorialSaveEpochs, epoch)]
    expect([-5, 0, 12, 13, 100, 985, 5000].map(at)).toEqual([0, 0, 10, 15, 100, 999, 999])
  })

  it('is none where there are no snapshots', () => {
    expect(nearestIndex([], 3)).toBe(-1)
  })
})
