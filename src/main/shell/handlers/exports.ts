import type { exportRequests } from '../../../shared/contract/exports.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function exportHandlers({ workbench: { store }, jobs, dialogs }: HandlerServices): HandlersOf<typeof exportRequests> {
  return {
    'exports:list': () => jobs.list(),
    'exports:start': async ({ experimentId, kind }) => {
      store.experiments.get(experimentId)
      const path = await dialogs.chooseDestination(kind)
      return path === null ? null : jobs.start(experimentId, kind, path)
    },
    'exports:cancel': ({ exportId }) => {
      jobs.cancel(exportId)
      return null
    },
    'exports:reveal': ({ exportId }) => {
      dialogs.reveal(jobs.path(exportId))
      return null
    },
  }
}
