import { descriptionVersion, formulas } from '../../models/description.ts'
import { describeModel } from '../../models/descriptions.ts'
import { encodeSafetensors } from '../../store/safetensors.ts'
import { weightsOf } from '../../models/weights.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/**
 * Writes weights and moving averages, without the optimiser's slots: of the latest checkpoint, or as they were at a
 * snapshot's epoch. The file's metadata, all strings, say what the network is made of, so that it can be rebuilt from the file
 * alone: `model` and `formulas`, in JSON, as `description_version` has them (models/description.ts).
 * @param epoch 0-based; null: the latest checkpoint
 * @returns bytes written
 */
export async function exportWeights(source: ExportSource, epoch: number | null, out: string, progress: Progress): Promise<number> {
  await progress.reached(0, 1)
  const { id, name, configuration } = source.experiment
  const { weights, place } = weightsAt(source, epoch)
  const metadata = {
    ...{ experiment: id, name, ...place, configuration: JSON.stringify(configuration) },
    description_version: String(descriptionVersion),
    model: JSON.stringify(describeModel(configuration, source.dataset())),
    formulas: JSON.stringify(formulas),
  }
  const bytes = encodeSafetensors(weights, metadata)
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(bytes)
    await progress.reached(1, 1)
  })
}

function weightsAt(source: ExportSource, epoch: number | null) {
  if (epoch !== null) return { weights: source.weights(epoch), place: { epoch: String(epoch) } }
  const checkpoint = source.checkpoint()
  const place = { epoch: String(checkpoint.epoch), global_step: String(checkpoint.globalStep) }
  return { weights: weightsOf(checkpoint.state), place }
}
