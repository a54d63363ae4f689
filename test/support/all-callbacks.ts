import { configuredCallbacks } from '../../src/main/training/callback-list.ts'
import type { Callback, TrainingRun } from '../../src/main/training/callbacks/callback.ts'
import type { ExperimentConfiguration } from '../../src/shared/experiment/configuration.ts'

/** All callbacks that there are, those too that the configuration does not ask for; not to be trained with. */
export function allCallbacks(configuration: ExperimentConfiguration): { callbacks: Callback[]; run: TrainingRun } {
  const enabled = Object.entries(configuration).map(([name, part]: [string, unknown]) => {
    return [name, typeof part === 'object' && part !== null && 'enabled' in part ? { ...part, enabled: true } : part]
  })
  const run = { learningRate: configuration.optimizer.learningRate }
  const callbacks = configuredCallbacks(Object.fromEntries(enabled) as ExperimentConfiguration, {
    run,
    learningRates: { recorded: [], requested: () => null, record: () => Promise.resolve() },
    takeSnapshot: () => {
      throw new Error('There is no session.')
    },
    fromEpoch: 0,
  })
  return { callbacks, run }
}
