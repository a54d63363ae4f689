import type { ExperimentConfiguration, LearningRateSchedule } from '../../shared/experiment/configuration.ts'
import { formatCount, formatRate } from '../format.ts'
import type { Description } from './describe-metrics.ts'

const schedules: Record<LearningRateSchedule['kind'], string> = {
  constant: 'Constant',
  step: 'Step',
  exponential: 'Exponential',
  cosine: 'Cosine',
  'warm-up': 'Warm-up',
}

const optimizers: Record<ExperimentConfiguration['optimizer']['name'], string> = { adam: 'Adam', rmsprop: 'RMSprop', sgd: 'SGD' }

/** What a run was asked to be, in short. */
export function describeConfiguration(configuration: ExperimentConfiguration, datasetName: string | undefined): Description[] {
  const { model, optimizer, learningRateSchedule, reduceLROnPlateau } = configuration
  return [
    { term: 'Data set', value: datasetName ?? configuration.dataset },
    { term: 'Model', value: model.kind.toUpperCase() },
    { term: 'Latent dimensions', value: String(model.latentDim) },
    { term: 'Dropout', value: String(model.dropoutRate) },
    { term: 'Optimiser', value: optimizers[optimizer.name] },
    { term: 'Learning rate', value: formatRate(optimizer.learningRate) },
    { term: 'Schedule', value: schedules[learningRateSchedule.kind] },
    { term: 'Reduce on plateau', value: reduceLROnPlateau.enabled ? `after ${reduceLROnPlateau.patience}` : 'Off' },
    { term: 'Batch size', value: formatCount(configuration.batchSize) },
    { term: 'Epochs', value: formatCount(configuration.epochs) },
    { term: 'Seed', value: String(configuration.seed) },
  ]
}
