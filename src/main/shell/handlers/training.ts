import type { trainingRequests } from '../../../shared/contract/training.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function trainingHandlers({ workbench: { training } }: HandlerServices): HandlersOf<typeof trainingRequests> {
  return {
    'training:start': ({ experimentId, totalEpochs }) =>
      training.start(experimentId, totalEpochs === null ? {} : { totalEpochs }),
    'training:pause': ({ experimentId }) => training.pause(experimentId),
    'training:stop': ({ experimentId }) => training.stop(experimentId),
  }
}
