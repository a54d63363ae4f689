import { encodeSafetensors } from '../../store/safetensors.ts'
import { weightsOf } from '../../training/weights.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/** Writes weights and moving averages of the latest checkpoint, without the optimiser's slots. @returns bytes written */
export async function exportWeights(source: ExportSource, out: string, progress: Progress): Promise<number> {
  await progress.reached(0, 1)
  const { epoch, globalStep, state } = source.checkpoint()
  const { id, name, configuration } = source.experiment
  const bytes = encodeSafetensors(weightsOf(state), {
    experiment: id,
    name,
    epoch: String(epoch),
    global_step: String(globalStep),
    configuration: JSON.stringify(configuration),
  })
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(bytes)
    await progress.reached(1, 1)
  })
}
