import { z } from 'zod'
import { WorkbenchError } from '../../../shared/errors.ts'

const count = z.number().int().min(0)
/** Of a monitored value; JSON has no Infinity, and before the first epoch there is none. */
const best = z.number().nullable()

/**
 * What each callback keeps that has a state, by its name: all of them, and what a run may go on from. A checkpoint from elsewhere
 * may say anything.
 */
export const callbackStates = {
  'model-checkpoint': z.object({ best }),
  // Of the learning rate. So many reductions that nothing is left of it are possible where none is set as the lowest.
  'reduce-lr-on-plateau': z.object({ scale: z.number().min(0).max(1), best, wait: count, cooldown: count }),
}

export type CallbackStates = { [Name in keyof typeof callbackStates]: z.infer<(typeof callbackStates)[Name]> }

/** @throws WorkbenchError `checkpoint-corrupt` if a callback could not go on from what a checkpoint says that it knew */
export function refuseOtherStates(states: Record<string, unknown>): void {
  for (const [name, schema] of Object.entries(callbackStates)) {
    if (!Object.hasOwn(states, name)) continue
    const { error } = schema.safeParse(states[name])
    if (error === undefined) continue
    throw new WorkbenchError('checkpoint-corrupt', `The checkpoint has a state of ${name} that no run can go on from.`, { cause: error })
  }
}
