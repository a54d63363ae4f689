import type { ModelSession, ModelState } from '../models/model-session.ts'

const optimizerSlot = /\/(adam|rmsprop|sgd)\/[^/]+$/

/** Whether a variable of this name is a weight or a moving average. */
export const isWeight = (name: string) => !optimizerSlot.test(name)

/** A model's weights and moving averages, without the optimiser's slots: what figures are drawn from. */
export function weightsOf(state: ModelState): ModelState {
  return Object.fromEntries(Object.entries(state).filter(([name]) => isWeight(name)))
}

/**
 * Gives a fresh session these weights; its optimiser starts anew.
 * @throws WorkbenchError `checkpoint-corrupt` if they are not the model's, all of them
 */
export function startFrom(session: ModelSession, weights: ModelState): void {
  const slots = Object.entries(session.readState()).filter(([name]) => !isWeight(name))
  session.writeState({ ...weights, ...Object.fromEntries(slots) })
}
