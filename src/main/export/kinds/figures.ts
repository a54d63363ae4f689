import { createCanvas } from '@napi-rs/canvas'
import { chosenEpochs, type ExportOptions, type FigureKind } from '../../../shared/experiment/export-options.ts'
import { frameDelay } from '../../../shared/experiment/frame-delay.ts'
import { writeFileAtomically } from '../atomic-output.ts'
import { extensionOf } from '../destination.ts'
import { AnimationEncoder } from '../gif/gif-encoder.ts'
import type { Progress } from '../progress.ts'
import type { SnapshotFigureData } from '../../store/records.ts'
import type { ExportResult } from '../protocol.ts'
import type { ExportSource } from '../source.ts'
import { snapshotFigure, type SnapshotFigure } from './snapshot-figure.ts'

/** What was written: bytes, the epoch of which most points were left out, and how long an animation is. */
export type WrittenFigure = Omit<ExportResult, 'path'>

/** Writes a figure: as .png that of one snapshot, as .gif those of the chosen epochs one after the other. */
export async function exportFigure(
  source: ExportSource,
  kind: FigureKind,
  options: ExportOptions,
  out: string,
  progress: Progress,
): Promise<WrittenFigure> {
  if (extensionOf(out) === '.png') return exportPicture(source, kind, options, out, progress)
  const [first, ...others] = chosenEpochs(source.snapshotEpochs(), options)
  if (first === undefined) throw source.nothing('snapshots')
  const epochs: [number, ...number[]] = [first, ...others]
  const figure = snapshotFigure(source, kind, options, epochs)
  const delay = frameDelay('gif', options.interval)
  let unseen: WrittenFigure['unseen'] = null
  const bytes = await writeFileAtomically(out, async (file) => {
    const encoder = new AnimationEncoder(figure, { palette: figure.palette, delay })
    for (const [index, epoch] of epochs.entries()) {
      await progress.reached(index, epochs.length)
      const snapshot = source.snapshot(epoch)
      unseen = more(unseen, unseenAt(figure, snapshot))
      await file.writeFile(encoder.encode(snapshot))
    }
    await file.writeFile(encoder.finish())
    await progress.reached(epochs.length, epochs.length)
  })
  return { bytes, unseen, animation: { frames: epochs.length, delay } }
}

async function exportPicture(
  source: ExportSource,
  kind: FigureKind,
  options: ExportOptions,
  out: string,
  progress: Progress,
): Promise<WrittenFigure> {
  await progress.reached(0, 1)
  const snapshot = source.snapshotUpTo(options.to)
  const figure = snapshotFigure(source, kind, options, [snapshot.epoch])
  const canvas = createCanvas(figure.width, figure.height)
  figure.draw(canvas.getContext('2d'), snapshot)
  const png = await canvas.encode('png')
  const bytes = await writeFileAtomically(out, async (file) => {
    await file.writeFile(png)
    await progress.reached(1, 1)
  })
  return { bytes, unseen: unseenAt(figure, snapshot), animation: null }
}

function unseenAt(figure: SnapshotFigure, snapshot: SnapshotFigureData): WrittenFigure['unseen'] {
  const unseen = figure.unseen(snapshot)
  return unseen === null || unseen.outside + unseen.unplaced === 0 ? null : { ...unseen, epoch: snapshot.epoch }
}

/** The one that leaves out more, the later of two equals. */
function more(one: WrittenFigure['unseen'], other: WrittenFigure['unseen']): WrittenFigure['unseen'] {
  if (one === null || other === null) return other ?? one
  return other.outside + other.unplaced >= one.outside + one.unplaced ? other : one
}
