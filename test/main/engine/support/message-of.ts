import { expect } from 'vitest'
import { EngineError } from '../../../../src/main/engine/index.ts'

/** What an action says that the engine refuses. */
export function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(EngineError)
    return (thrown as Error).message
  }
  throw new Error('nothing was thrown')
}
