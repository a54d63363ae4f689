import type { EventChannel, RequestChannel } from '../../shared/contract/channels.ts'
import type { ChosenFile } from '../../shared/contract/datasets.ts'
import type { Events, RequestOf, ResponseOf, WorkbenchApi } from '../../shared/contract/contract.ts'
import { deserializeError } from '../../shared/errors.ts'

type Arguments<C extends RequestChannel> = undefined extends RequestOf<C> ? [] : [request: RequestOf<C>]

/** The main process as the page sees it: answers are values, refusals are thrown as `WorkbenchError`. */
export interface Client {
  request<C extends RequestChannel>(channel: C, ...request: Arguments<C>): Promise<ResponseOf<C>>
  subscribe<C extends EventChannel>(channel: C, listener: (event: Events[C]) => void): () => void
  /** Hands over files that were dropped on the window. */
  drop(files: File[]): Promise<ChosenFile[]>
}

export function createClient(api: WorkbenchApi): Client {
  return {
    async request<C extends RequestChannel>(channel: C, ...[request]: Arguments<C>): Promise<ResponseOf<C>> {
      const answer = await api.request(channel, request as RequestOf<C>)
      if (!answer.ok) throw deserializeError(answer.error)
      return answer.value
    },
    subscribe: (channel, listener) => api.subscribe(channel, listener),
    drop: (files) => api.drop(files),
  }
}
