import { csv } from '../../../shared/csv.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import { encodeNpy } from '../npy.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/**
 * Writes z_mean of every test image at one epoch: as .npy float32 [n, latent_dim], as .csv a row an image with its label.
 * @param epoch 0-based; null: the newest snapshot's
 * @returns bytes written
 */
export async function exportLatents(source: ExportSource, epoch: number | null, out: string, progress: Progress): Promise<number> {
  await progress.reached(0, 1)
  const { latents, latentDim } = source.snapshotUpTo(epoch)
  const count = latents.length / latentDim
  const content = extensionOf(out) === '.npy' ? encodeNpy(latents, [count, latentDim]) : table(latents, latentDim, source.testLabels())
  return write(out, content, progress)
}

/** Writes the label of every test image, in the order of the latents: as .npy uint8 [n], as .csv. @returns bytes written */
export async function exportLabels(source: ExportSource, out: string, progress: Progress): Promise<number> {
  await progress.reached(0, 1)
  const labels = source.testLabels()
  return write(out, extensionOf(out) === '.npy' ? encodeNpy(labels, [labels.length]) : csv([['label'], ...Array.from(labels, (label) => [label])]), progress)
}

/** Numbers as short as they can be and still be the same float32. */
function table(latents: Float32Array, latentDim: number, labels: Uint8Array): string {
  const names = Array.from({ length: latentDim }, (_, dimension) => `z${dimension}`)
  const rows = Array.from(labels, (label, index) => {
    const code = Array.from(latents.subarray(index * latentDim, (index + 1) * latentDim), shortest)
    return [index, label, ...code]
  })
  return csv([['index', 'label', ...names], ...rows])
}

function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return Number(value.toPrecision(9))
}

async function write(out: string, content: Uint8Array | string, progress: Progress): Promise<number> {
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(content)
    await progress.reached(1, 1)
  })
}
