import { expect, it } from 'vitest'
import { restoreStates, statesOf } from '../../../src/main/training/callback-list.ts'
import { callbackStates } from '../../../src/main/training/callbacks/states.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { allCallbacks } from '../../support/all-callbacks.ts'
import { refusal } from '../../support/refusal.ts'

it.each(presets)('of $configuration.preset: every callback that keeps a state is one whose state is checked', ({ configuration }) => {
  const { callbacks } = allCallbacks(configuration)
  expect(Object.keys(statesOf(callbacks)).sort()).toEqual(Object.keys(callbackStates).sort())
  expect(() => restoreStates(callbacks, statesOf(callbacks))).not.toThrow()
})

it.each(Object.keys(callbackStates))('a checkpoint with another state of %s is corrupt', (name) => {
  for (const { configuration } of presets) {
    const { callbacks } = allCallbacks(configuration)
    expect(() => restoreStates(callbacks, { [name]: { best: 'x' } })).toThrow(refusal('checkpoint-corrupt', `a state of ${name} that no run`))
  }
})
