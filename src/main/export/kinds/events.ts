import { writeFolderAtomically } from '../atomic-output.ts'
import { tellEpoch } from '../events/epoch-events.ts'
import { EventFileWriter } from '../events/event-file-writer.ts'
import { manifoldImage } from '../events/manifold-image.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/** Events of so many epochs are written at once. */
const epochsPerFlush = 50

/**
 * Writes a folder with one event file, the same that training with the TensorBoard callback leaves behind, made from
 * the store alone. @returns bytes written
 */
export async function exportEvents(source: ExportSource, out: string, progress: Progress): Promise<number> {
  const epochs = source.epochs()
  const withSnapshot = new Set(source.snapshotEpochs())
  const size = source.dataset()
  return writeFolderAtomically(out, async (folder) => {
    const writer = EventFileWriter.create(folder, { wallTime: source.experiment.createdAt / 1000 })
    try {
      for (const [index, metrics] of epochs.entries()) {
        await progress.reached(index, epochs.length)
        const { epoch } = metrics
        tellEpoch(writer, metrics, withSnapshot.has(epoch) ? manifoldImage(source.snapshot(epoch), size) : null)
        if (index % epochsPerFlush === 0) writer.flush()
      }
    } finally {
      writer.close()
    }
    await progress.reached(epochs.length, epochs.length)
  })
}
