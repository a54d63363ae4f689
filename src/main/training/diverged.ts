import { describeDivergence, type Divergence } from '../../shared/experiment/divergence.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { ModelState } from '../models/model-session.ts'

/** @throws WorkbenchError `diverged` if the value is no finite number */
export function refuseDivergence(value: number, at: Divergence): void {
  if (!Number.isFinite(value)) throw new WorkbenchError('diverged', describeDivergence(at))
}

/**
 * What is not seen in the loss at once: a weight or an optimiser's slot that has run over. An epoch with one is not kept, so that
 * every epoch that is kept can be gone on from.
 * @throws WorkbenchError `diverged`
 */
export function refuseDivergedState(state: ModelState, at: Divergence): void {
  // The product with 0 is 0 but for what is no finite number.
  let sum = 0
  for (const { data } of Object.values(state)) for (const value of data) sum += value * 0
  refuseDivergence(sum, at)
}
