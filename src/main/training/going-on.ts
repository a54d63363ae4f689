import { hasDiverged } from '../../shared/experiment/divergence.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { RestoredCheckpoint } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/**
 * The checkpoint that a run goes on from: its newest, which for a branched experiment's first start is a copy of its origin's
 * weights. null: it has none, and begins.
 * @throws WorkbenchError `checkpoint-damaged` if that is not whole and an older one is: going on from there takes epochs away, which
 *   is the user's to decide (`epochsWhole`). `checkpoint-corrupt` if none is
 */
export function newestCheckpoint(store: Store, { id, name, epochsDone }: Experiment): RestoredCheckpoint | null {
  const checkpoint = store.checkpoints.latest(id)
  if (checkpoint === null || checkpoint.epoch + 1 >= epochsDone) return checkpoint
  const [first, last] = [checkpoint.epoch + 1, epochsDone - 1]
  const lost = first === last ? `epoch ${first}` : `epochs ${first} to ${last}`
  const damaged = checkpoint.damaged.join(', ')
  throw new WorkbenchError(
    'checkpoint-damaged',
    `The checkpoint of epoch ${damaged} is damaged, so “${name}” can go on from epoch ${first} at the latest. Going back there takes ` +
      `${lost} away, to be trained again. To keep the figures, export them before.`,
  )
}

/** How many epochs a run has left that goes back to its newest checkpoint that is whole. @throws WorkbenchError `checkpoint-corrupt` */
export function epochsWhole(store: Store, { id, epochsDone }: Experiment): number {
  const checkpoint = store.checkpoints.latest(id)
  return checkpoint === null ? epochsDone : Math.min(epochsDone, checkpoint.epoch + 1)
}

/** @throws WorkbenchError `diverged` for a run that would diverge again, since the same steps give the same numbers */
export function refuseSameEnd(experiment: Experiment): void {
  if (!hasDiverged(experiment)) return
  throw new WorkbenchError('diverged', `“${experiment.name}” cannot go on as it is. ${experiment.error ?? ''}`)
}
