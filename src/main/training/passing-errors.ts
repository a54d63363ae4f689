import type { ErrorCode, WorkbenchError } from '../../shared/errors.ts'

/** So often is tried again what the disk has refused: soon enough for a user who waits for it, and no load. */
export const retryMilliseconds = 3000

/** Said of a run that its disk has halted. */
export const waits = 'Nothing is lost: the run waits and goes on by itself.'

const passing: readonly ErrorCode[] = ['disk-full', 'not-found', 'permission-denied', 'busy']

/** Whether the disk may take later what it has refused: when there is room, or the folder is back in its place. */
export function mayPass({ code }: WorkbenchError): boolean {
  return passing.includes(code)
}
