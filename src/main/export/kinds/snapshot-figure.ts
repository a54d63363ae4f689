import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import type { ExportOptions, FigureKind } from '../../../shared/experiment/export-options.ts'
import type { SnapshotFigureData } from '../../store/records.ts'
import type { Figure } from '../figures/figure.ts'
import { ManifoldFigure } from '../figures/manifold.ts'
import { ReconstructionsFigure, shortestRow } from '../figures/reconstructions.ts'
import { ScatterFigure } from '../figures/scatter.ts'
import { digitPalette, labelPalette } from '../gif/palettes.ts'
import type { ExportSource } from '../source.ts'

/** A figure of any snapshot of a run, and the colours that an animation of it needs. */
export interface SnapshotFigure extends Figure<SnapshotFigureData> {
  palette: readonly Rgb[]
}

/** @param sample a snapshot of the run, for its sizes */
export function snapshotFigure(
  source: ExportSource,
  kind: FigureKind,
  { scale, digitColours, labelColours }: ExportOptions,
  sample: SnapshotFigureData,
): SnapshotFigure {
  switch (kind) {
    case 'manifold': {
      const { height, width } = source.dataset()
      const figure = new ManifoldFigure({ side: sample.manifoldSide, height, width }, scale, digitColours)
      return withPalette(figure, (snapshot) => snapshot, digitPalette(digitColours))
    }
    case 'scatter': {
      const figure = new ScatterFigure(source.testLabels(), scale, labelColours)
      return withPalette(figure, (snapshot) => snapshot, labelPalette(labelColours))
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
  return { width, height, palette, draw: (context, snapshot) => figure.draw(context, frameOf(snapshot)) }
}
