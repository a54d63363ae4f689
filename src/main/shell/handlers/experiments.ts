import type { experimentRequests } from '../../../shared/contract/experiments.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function experimentHandlers({ workbench, publish }: HandlerServices): HandlersOf<typeof experimentRequests> {
  const { store } = workbench
  return {
    'experiments:list': () => store.experiments.list(),
    'experiments:create': (request) => store.experiments.create(request),
    'experiments:rename': ({ experimentId, name }) => store.experiments.rename(experimentId, name),
    'experiments:delete': ({ experimentId }) => {
      workbench.deleteExperiment(experimentId)
      publish('experiments:deleted', experimentId)
      return null
    },
    'epochs:list': ({ experimentId, fromEpoch }) => store.epochs.list(experimentId, fromEpoch),
  }
}
