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
  'training:go-back',
  'training:one-epoch',
  'training:pause',
  'training:stop',
  'training:set-learning-rate',
])

/** The handlers, where `refuse` comes before each change. @param refuse throws where nothing may be changed */
export function guardWrites(handlers: Handlers, refuse: () => void): Handlers {
  const guarded = Object.entries(handlers).map(([channel, handler]) => {
    if (!writing.has(channel as RequestChannel)) return [channel, handler]
    const answer = (request: never): unknown => {
      refuse()
      return (handler as (request: never) => unknown)(request)
    }
    return [channel, answer]
  })
  return Object.fromEntries(guarded) as Handlers
}
