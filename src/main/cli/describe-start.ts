import type { Experiment } from '../../shared/experiment/experiment.ts'
import { isWeight } from '../models/weights.ts'
import type { Store } from '../store/store.ts'

/** What a branch begins from: null for a run that is none. */
export function describeStart({ checkpoints }: Store, { id, origin }: Experiment): string | null {
  if (origin === null) return null
  const start = checkpoints.at(id, -1)
  const withOptimizer = start !== null && !Object.keys(start.state).every(isWeight)
  const what = withOptimizer ? 'with the optimiser’s state' : 'its weights alone: the optimiser begins anew'
  return `${origin.experimentId}@${origin.epoch}, ${what}`
}
