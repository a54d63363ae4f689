import type { experimentRequests } from '../../../shared/contract/experiments.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function experimentHandlers({ workbench, files, publish }: HandlerServices): HandlersOf<typeof experimentRequests> {
  const { store } = workbench
  /** Of the imports that run, by the handles of their files. */
  const imports = new Map<string, AbortController>()
  return {
    'experiments:list': () => store.experiments.list().map((experiment) => workbench.training.asItIs(experiment)),
    'experiments:create': (request) => store.experiments.create(request),
    'experiments:rename': ({ experimentId, name }) => store.experiments.rename(experimentId, name),
    'experiments:annotate': ({ experimentId, ...annotations }) => store.experiments.annotate(experimentId, annotations),
    'experiments:set-hidden': ({ experimentIds, hidden }) => {
      store.experiments.setHidden(experimentIds, hidden)
      return null
    },
    'experiments:delete': ({ experimentId }) => {
      workbench.deleteForNow(experimentId)
      publish('experiments:deleted', experimentId)
      return null
    },
    'experiments:restore': ({ experimentId }) => workbench.restore(experimentId),
    'experiments:sparklines': ({ experimentIds }) =>
      experimentIds.map((experimentId) => ({ experimentId, valLosses: store.epochs.sparkline(experimentId) })),
    'experiments:import': async ({ file }) => {
      const path = files.path(file)
      const cancellation = new AbortController()
      imports.set(file, cancellation)
      try {
        const imported = await workbench.importExperiment(path, {
          onProgress: (done, total) => publish('experiments:import-progress', { file, fraction: total === 0 ? 0 : done / total }),
          signal: cancellation.signal,
        })
        publish('experiments:changed', imported.experiment)
        return imported
      } finally {
        if (imports.get(file) === cancellation) imports.delete(file)
      }
    },
    'experiments:cancel-import': ({ file }) => {
      imports.get(file)?.abort()
      return null
    },
    'checkpoints:list': ({ experimentId }) => store.checkpoints.epochsKept(experimentId),
    'epochs:list': ({ experimentId, fromEpoch }) => store.epochs.list(experimentId, fromEpoch),
  }
}
