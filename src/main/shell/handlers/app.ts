import type { appRequests } from '../../../shared/contract/app.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function appHandlers({ about }: HandlerServices): HandlersOf<typeof appRequests> {
  return {
    'app:about': () => about(),
  }
}
