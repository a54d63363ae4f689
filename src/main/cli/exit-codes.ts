import type { WorkbenchError } from '../../shared/errors.ts'

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** By Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const

/** What was typed is the caller's to correct; whatever is wrong with what was found is a failure, a damaged file among it. */
export function exitCodeOf({ code }: WorkbenchError): number {
  if (code === 'usage') return exitCodes.usage
  return code === 'cancelled' ? exitCodes.interrupted : exitCodes.failed
}
