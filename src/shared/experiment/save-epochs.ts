/**
 * The tutorial's snapshot schedule: {⌊k^1.701⌋ : k = 0…58} ∪ {0…9}, 65 epochs between 0 and 999, 0-based.
 * Dense at the start, where the manifold changes fastest.
 */
export const tutorialSaveEpochs: readonly number[] = [
  ...new Set([
    ...Array.from({ length: 59 }, (_, k) => Math.floor(k ** 1.701)),
    ...Array.from({ length: 10 }, (_, epoch) => epoch),
  ]),
].sort((a, b) => a - b)

const tutorialSet = new Set(tutorialSaveEpochs)

export type SnapshotSchedule = { kind: 'tutorial' } | { kind: 'every'; epochs: number }

/**
 * Whether a snapshot is kept at the end of this 0-based epoch. The last epoch of a run always has one, so that a run
 * never ends without figures of its final state.
 */
export function isSnapshotEpoch(schedule: SnapshotSchedule, epoch: number, totalEpochs: number): boolean {
  if (epoch === totalEpochs - 1) return true
  return schedule.kind === 'tutorial' ? tutorialSet.has(epoch) : epoch % schedule.epochs === 0
}
