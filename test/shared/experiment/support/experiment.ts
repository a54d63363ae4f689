import type { Experiment } from '../../../../src/shared/experiment/experiment.ts'
import { presets } from '../../../../src/shared/experiment/presets.ts'

const [preset] = presets
if (preset === undefined) throw new Error('no preset')

export const { configuration } = preset

/** A run that was made a moment ago, but for what a test names. */
export function experiment(changes: Partial<Experiment> = {}): Experiment {
  return {
    ...{ id: 'abcd1234', name: 'A run', notes: '', colour: 0, hidden: false, status: 'created', configuration, origin: null },
    ...{ createdAt: 0, epochsDone: 0, lastMetrics: null, bestValLoss: null, error: null },
    ...changes,
  }
}
