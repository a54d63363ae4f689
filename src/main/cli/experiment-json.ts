import type { Experiment } from '../../shared/experiment/experiment.ts'
import { remediesOf } from './remedies.ts'

/** An experiment as `list` and `show` print it with --json: snake case, as everything there; times in ISO 8601, UTC. */
export function experimentJson(experiment: Experiment): object {
  const { id, name, status, configuration, origin, ...rest } = experiment
  const remedies = remediesOf(experiment)
  const { createdAt, epochsDone, lastMetrics, bestValLoss, error } = rest
  return {
    ...{ experiment: id, name, status, epochs: epochsDone, total_epochs: configuration.epochs },
    ...{ loss: lastMetrics?.loss ?? null, val_loss: lastMetrics?.valLoss ?? null, best_val_loss: bestValLoss },
    ...{ dataset: configuration.dataset, seed: configuration.seed, created: new Date(createdAt).toISOString() },
    ...{ origin: origin === null ? null : `${origin.experimentId}@${origin.epoch}`, error },
    // Commands that get on from where it has diverged.
    ...(remedies.length === 0 ? {} : { remedies }),
  }
}
