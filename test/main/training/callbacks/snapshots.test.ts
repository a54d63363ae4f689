import { expect, it } from 'vitest'
import { Snapshots } from '../../../../src/main/training/callbacks/snapshots.ts'
import type { SnapshotSchedule } from '../../../../src/shared/experiment/save-epochs.ts'
import type { Snapshot } from '../../../../src/main/store/records.ts'
import { epochDraft, epochLogs } from './logs.ts'

function taken(schedule: SnapshotSchedule, totalEpochs: number): number[] {
  const epochs: number[] = []
  const callback = new Snapshots(schedule, totalEpochs, (epoch) => {
    epochs.push(epoch)
    return { epoch } as Snapshot
  })
  for (let epoch = 0; epoch < totalEpochs; epoch++) {
    const draft = epochDraft(epoch)
    callback.onEpochEnd(epoch, epochLogs({}), draft)
    expect(draft.snapshot).toEqual(epochs.includes(epoch) ? { epoch } : null)
  }
  return epochs
}

it('takes a snapshot at the tutorial’s 65 epochs', () => {
  const epochs = taken({ kind: 'tutorial' }, 1000)
  expect(epochs).toHaveLength(65)
  expect(epochs.slice(0, 13)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 21])
  expect(epochs.slice(-3)).toEqual([941, 969, 999])
})

it('takes one every so many epochs, and always at the last', () => {
  expect(taken({ kind: 'every', epochs: 4 }, 10)).toEqual([0, 4, 8, 9])
  expect(taken({ kind: 'tutorial' }, 13)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
})
