import { createCanvas } from '@napi-rs/canvas'
import type { SnapshotFigureData } from '../../store/records.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import { AnimationEncoder } from '../gif/gif-encoder.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'
import type { AnimatedFigure } from './animated-figure.ts'

/**
 * Writes a figure: as .png that of the latest snapshot, as .gif those of all snapshots one after the other.
 * @param animate makes the figure; it gets a snapshot for its sizes
 * @returns bytes written
 */
export async function exportFigure<Frame>(
  source: ExportSource,
  animate: (source: ExportSource, snapshot: SnapshotFigureData) => AnimatedFigure<Frame>,
  out: string,
  progress: Progress,
): Promise<number> {
  const epochs = source.snapshotEpochs()
  const last = epochs.at(-1)
  if (last === undefined) throw source.nothing('snapshots')
  const latest = source.snapshot(last)
  const animated = animate(source, latest)
  if (extensionOf(out) === '.png') return exportPicture(animated, latest, out, progress)
  return writeFileAtomically(out, async (file) => {
    const encoder = new AnimationEncoder(animated.figure, animated)
    for (const [index, epoch] of epochs.entries()) {
      await progress.reached(index, epochs.length)
      await file.writeFile(encoder.encode(animated.frame(source.snapshot(epoch))))
    }
    await file.writeFile(encoder.finish())
    await progress.reached(epochs.length, epochs.length)
  })
}

async function exportPicture<Frame>(
  animated: AnimatedFigure<Frame>,
  snapshot: SnapshotFigureData,
  out: string,
  progress: Progress,
): Promise<number> {
  await progress.reached(0, 1)
  const { figure } = animated
  const canvas = createCanvas(figure.width, figure.height)
  figure.draw(canvas.getContext('2d'), animated.frame(snapshot))
  const png = await canvas.encode('png')
  return writeFileAtomically(out, async (file) => {
    await file.writeFile(png)
    await progress.reached(1, 1)
  })
}
