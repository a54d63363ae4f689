import type { ModelSession, ModelState } from './model-session.ts'

const optimizerSlot = /\/(adam|rmsprop|sgd)\/[^/]+$/

/** Whether a variable of this name is a weight or a moving average. */
export const isWeight = (name: string) => !optimizerSlot.test(name)

/** A model's weights and moving averages, without the optimiser's slots: what figures are drawn from. */
export function weightsOf(state: ModelState): ModelState {
  return Object.fromEntries(Object.entries(state).filter(([name]) => isWeight(name)))
}

/**
 * Gives a fresh session what a branch starts from: weights, whose optimiser then starts anew, or its slots with them.
 * @throws WorkbenchError `checkpoint-corrupt` if they are not the model's, all of them
 */
export function startFrom(session: ModelSession, state: ModelState): void {
  const fresh = Object.entries(session.readState()).filter(([name]) => !isWeight(name))
  const slots = Object.keys(state).every(isWeight) ? Object.fromEntries(fresh) : {}
  session.writeState({ ...state, ...slots })
}
