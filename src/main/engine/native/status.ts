import { EngineError } from '../errors.ts'
import { c } from './c-api.ts'

/** TensorFlow's answers to all calls of this thread, one after the other. */
export const status = c.TF_NewStatus()

/**
 * To be called after every call of TensorFlow's that was given `status`.
 * @param what was to be done, as the subject of the message: an operation, or what was asked for
 * @throws {EngineError} with TensorFlow's reason when it was not done
 */
export function check(what: string): void {
  if (c.TF_GetCode(status) === 0) return
  const reason = c.TF_Message(status)
  // Not every function of TensorFlow's clears what another one has said.
  c.TF_SetStatus(status, 0, '')
  throw new EngineError(`${what} failed: ${reason}`)
}
