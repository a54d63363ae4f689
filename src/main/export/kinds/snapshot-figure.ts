import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import { labelColours } from '../../../shared/maths/label-colours.ts'
import { firstTwoDimensions, limitsOf, tutorialLimits, type Points, type UnseenPoints } from '../../../shared/maths/unseen-points.ts'
import type { ExportOptions, FigureKind } from '../../../shared/experiment/export-options.ts'
import type { SnapshotFigureData } from '../../store/records.ts'
import type { Figure } from '../figures/figure.ts'
import { ManifoldFigure } from '../figures/manifold.ts'
import { ReconstructionsFigure, shortestRow } from '../figures/reconstructions.ts'
import { ScatterFigure } from '../figures/scatter.ts'
import { digitPalette, labelPalette } from '../gif/palettes.ts'
import type { ExportSource } from '../source.ts'

/** A figure of any of the chosen snapshots of a run, and the colours that an animation of it needs. */
export interface SnapshotFigure extends Figure<SnapshotFigureData> {
  palette: readonly Rgb[]
  /** How many points of a snapshot its axes leave out; null: the figure shows all that there is. */
  unseen: (snapshot: SnapshotFigureData) => UnseenPoints | null
}

/** @param epochs of the snapshots that it shows, one or more: an animation keeps its axes */
export function snapshotFigure(
  source: ExportSource,
  kind: FigureKind,
  { scale, digitColours, labelColours: colours, limits }: ExportOptions,
  epochs: readonly [number, ...number[]],
): SnapshotFigure {
  const sample = source.snapshot(epochs[0])
  const { latentDim } = sample
  switch (kind) {
    case 'manifold': {
      const { height, width } = source.dataset()
      const figure = new ManifoldFigure({ side: sample.manifoldSide, height, width, latentDim }, scale, digitColours)
      return withPalette(figure, (snapshot) => snapshot, digitPalette(digitColours))
    }
    case 'scatter': {
      const classes = source.classes()
      const figure = new ScatterFigure(
        { labels: source.testLabels(), classes, latentDim },
        { scale, colours, limits: limits === 'data' ? limitsOf(pictures(source, epochs)) : tutorialLimits },
      )
      const palette = labelPalette(labelColours(colours, classes))
      return { ...withPalette(figure, (snapshot) => snapshot, palette), unseen: (snapshot) => figure.unseen(snapshot) }
    }
    case 'reconstructions': {
      const { height, width } = source.dataset()
      const columns = shortestRow([sample.originals, sample.reconstructions], height * width)
      const figure = new ReconstructionsFigure({ rows: 2, columns, height, width }, scale, digitColours)
      const rows = (snapshot: SnapshotFigureData) => [snapshot.originals, snapshot.reconstructions]
      return withPalette(figure, (snapshot) => ({ epoch: snapshot.epoch, rows: rows(snapshot) }), digitPalette(digitColours))
    }
  }
}

function withPalette<Frame>(
  figure: Figure<Frame>,
  frameOf: (snapshot: SnapshotFigureData) => Frame,
  palette: readonly Rgb[],
): SnapshotFigure {
  const { width, height } = figure
  return { width, height, palette, unseen: () => null, draw: (context, snapshot) => figure.draw(context, frameOf(snapshot)) }
}

/** One after the other: all snapshots of a long run would take much memory. */
function* pictures(source: ExportSource, epochs: readonly number[]): Generator<Points> {
  for (const epoch of epochs) yield firstTwoDimensions(source.snapshot(epoch))
}
