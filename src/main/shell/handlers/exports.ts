import type { exportRequests } from '../../../shared/contract/exports.ts'
import { exportFormats } from '../../../shared/contract/exports.ts'
import { WorkbenchError } from '../../../shared/errors.ts'
import { checkFileDestination } from '../../export/destination.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function exportHandlers({ workbench, jobs, dialogs }: HandlerServices): HandlersOf<typeof exportRequests> {
  const { store, frames } = workbench
  return {
    'exports:list': () => jobs.list(),
    'exports:start': async ({ experimentId, kind, format, options }) => {
      if (!exportFormats[kind].some((each) => each === format)) {
        throw new WorkbenchError('invalid-parameter', `The ${kind} cannot be written as ${format}. Choose another format.`)
      }
      store.experiments.get(experimentId)
      const out = await dialogs.chooseDestination(kind, format)
      return out === null ? null : jobs.start({ experimentId, kind, out, options })
    },
    'exports:cancel': ({ exportId }) => {
      jobs.cancel(exportId)
      return null
    },
    'exports:reveal': ({ exportId }) => {
      dialogs.reveal(jobs.path(exportId))
      return null
    },
    'exports:frame': (request) => frames.draw(request),
    'exports:begin-video': async ({ experimentId, kind, format, total }) => {
      store.experiments.get(experimentId)
      const out = await dialogs.chooseDestination(kind, format)
      if (out === null) return null
      await checkFileDestination(out, [`.${format}`], workbench.directory)
      return jobs.receive({ experimentId, kind }, out, total)
    },
    'exports:append': async ({ exportId, ...piece }) => {
      await jobs.append(exportId, piece)
      return null
    },
    'exports:finish': async ({ exportId, failure }) => {
      await jobs.finish(exportId, failure)
      return null
    },
  }
}
