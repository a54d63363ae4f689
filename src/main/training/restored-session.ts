import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { defaultRowParts } from '../engine/parts.ts'
import type { ModelSession } from '../models/model-session.ts'
import { createModelSession } from '../models/session.ts'
import { startFrom } from '../models/weights.ts'
import type { Checkpoint } from '../store/records.ts'

/** The model where a run goes on, with the number of row parts that the run has had; without a checkpoint, where it begins. */
export function restoredSession(
  configuration: ExperimentConfiguration,
  dataset: Dataset,
  checkpoint: Checkpoint | null,
): { session: ModelSession; rowParts: number } {
  const rowParts = checkpoint?.arithmetic?.rowParts ?? defaultRowParts
  const session = createModelSession(configuration, dataset, { rowParts })
  try {
    if (checkpoint !== null) putBack(checkpoint, session)
    return { session, rowParts }
  } catch (thrown) {
    session.dispose()
    throw thrown
  }
}

function putBack({ epoch, state }: Checkpoint, session: ModelSession): void {
  if (epoch < 0) startFrom(session, state)
  else session.writeState(state)
}
