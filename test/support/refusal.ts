import { expect } from 'vitest'
import type { ErrorCode } from '../../src/shared/errors.ts'

/** What an error for the user must be like, for `toThrow`. */
export function refusal(code: ErrorCode, message: string | RegExp = ''): Error {
  const text: unknown = message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message)
  return expect.objectContaining({ name: 'WorkbenchError', code, message: text }) as Error
}
