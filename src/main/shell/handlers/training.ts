import type { trainingRequests } from '../../../shared/contract/training.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function trainingHandlers({ workbench: { store, training } }: HandlerServices): HandlersOf<typeof trainingRequests> {
  return {
    'training:start': ({ experimentId, totalEpochs, learningRate, goBack = false }) =>
      training.start(experimentId, {
        goBack,
        ...(totalEpochs === null ? {} : { totalEpochs }),
        ...(learningRate === undefined ? {} : { learningRate }),
      }),
    'training:one-epoch': ({ experimentId, goBack = false }) => training.trainOneEpoch(experimentId, { goBack }),
    'training:pause': ({ experimentId }) => training.pause(experimentId),
    'training:stop': ({ experimentId }) => training.stop(experimentId),
    'training:set-learning-rate': ({ experimentId, learningRate }) => {
      training.setLearningRate(experimentId, learningRate)
      return null
    },
    'training:learning-rate-changes': ({ experimentId }) => store.learningRates.list(experimentId),
  }
}
