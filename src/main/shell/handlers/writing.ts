import type { RequestChannel } from '../../../shared/contract/channels.ts'
import type { Handlers } from '../ipc.ts'

/** The requests that change the workspace. */
const writing: ReadonlySet<RequestChannel> = new Set<RequestChannel>([
  'datasets:import',
  'experiments:create',
  'experiments:rename',
  'experiments:annotate',
  'experiments:set-hidden',
  'experiments:delete',
  'experiments:restore',
  'experiments:import',
  'training:start',
  'training:one-epoch',
  'training:pause',
  'training:stop',
  'training:set-learning-rate',
])

/** Those that are heeded also where the workspace is gone: a run can be halted anywhere. */
const halting: ReadonlySet<string> = new Set<RequestChannel>(['training:pause', 'training:stop'])

/**
 * The handlers, with what keeps them from changing anything before each change.
 * @param refuseLookOnly throws where nothing may be changed @param refuseMoved throws where the workspace is gone
 */
export function guardWrites(handlers: Handlers, refuseLookOnly: () => void, refuseMoved: () => void): Handlers {
  const guarded = Object.entries(handlers).map(([channel, handler]) => {
    if (!writing.has(channel as RequestChannel)) return [channel, handler]
    const answer = (request: never): unknown => {
      refuseLookOnly()
      if (!halting.has(channel)) refuseMoved()
      return (handler as (request: never) => unknown)(request)
    }
    return [channel, answer]
  })
  return Object.fromEntries(guarded) as Handlers
}
