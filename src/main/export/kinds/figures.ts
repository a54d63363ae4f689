import { createCanvas } from '@napi-rs/canvas'
import { chosenEpochs, type ExportOptions, type FigureKind } from '../../../shared/experiment/export-options.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import { AnimationEncoder } from '../gif/gif-encoder.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'
import { snapshotFigure } from './snapshot-figure.ts'

/**
 * Writes a figure: as .png that of one snapshot, as .gif those of the chosen epochs one after the other.
 * @returns bytes written
 */
export async function exportFigure(
  source: ExportSource,
  kind: FigureKind,
  options: ExportOptions,
  out: string,
  progress: Progress,
): Promise<number> {
  if (extensionOf(out) === '.png') return exportPicture(source, kind, options, out, progress)
  const epochs = chosenEpochs(source.snapshotEpochs(), options)
  const [first] = epochs
  if (first === undefined) throw source.nothing('snapshots')
  const figure = snapshotFigure(source, kind, options, source.snapshot(first))
  return writeFileAtomically(out, async (file) => {
    const encoder = new AnimationEncoder(figure, { palette: figure.palette, delay: options.interval })
    for (const [index, epoch] of epochs.entries()) {
      await progress.reached(index, epochs.length)
      await file.writeFile(encoder.encode(source.snapshot(epoch)))
    }
    await file.writeFile(encoder.finish())
    await progress.reached(epochs.length, epochs.length)
  })
}

async function exportPicture(
  source: ExportSource,
  kind: FigureKind,
  options: ExportOptions,
  out: string,
  progress: Progress,
): Promise<number> {
  await progress.reached(0, 1)
  const snapshot = source.snapshotUpTo(options.to)
  const figure = snapshotFigure(source, kind, options, snapshot)
  const canvas = createCanvas(figure.width, figure.height)
  figure.draw(canvas.getContext('2d'), snapshot)
  const png = await canvas.encode('png')
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(png)
    await progress.reached(1, 1)
  })
}
