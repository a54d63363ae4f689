import type { Experiment } from '../../shared/experiment/experiment.ts'
import { recoveryOf } from '../../shared/experiment/divergence.ts'
import { formatLearningRate } from './format.ts'

/** The commands that get on from where a run has diverged, the best one first; none for a run that has not. */
export function remediesOf(experiment: Experiment): string[] {
  const recovery = recoveryOf(experiment)
  if (recovery === null) return []
  const { id } = experiment
  if (recovery.kind === 'batch-size') return [`train --from ${id} --batch-size ${recovery.batchSize}`]
  const rate = `--learning-rate ${formatLearningRate(recovery.learningRate)}`
  const resume = `resume ${id} ${rate}`
  return recovery.kind === 'rate' ? [resume] : [`train --from ${id}@${recovery.epoch} ${rate}`, resume]
}

/** An error's message, with what gets on from there. */
export function withRemedies(message: string, experiment: Experiment): string {
  const remedies = remediesOf(experiment)
  return remedies.length === 0 ? message : `${message} Go on with: ${remedies.join(', or ')}`
}
