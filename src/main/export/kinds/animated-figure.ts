import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import type { SnapshotFigureData } from '../../store/records.ts'
import type { Figure } from '../figures/figure.ts'
import { ManifoldFigure, type ManifoldFrame } from '../figures/manifold.ts'
import { ReconstructionsFigure, shortestRow, type ReconstructionsFrame } from '../figures/reconstructions.ts'
import { ScatterFigure, type ScatterFrame } from '../figures/scatter.ts'
import { greyPalette, scatterPalette } from '../gif/palettes.ts'
import type { ExportSource } from '../source.ts'

/** A figure, what it shows of a snapshot, and how it is animated. */
export interface AnimatedFigure<Frame> {
  figure: Figure<Frame>
  frame(snapshot: SnapshotFigureData): Frame
  palette: readonly Rgb[]
  /** Milliseconds a frame. */
  delay: number
}

/** The tutorial's manifold.gif. */
export function animatedManifold(source: ExportSource, { manifoldSide }: SnapshotFigureData): AnimatedFigure<ManifoldFrame> {
  const { height, width } = source.dataset()
  return {
    figure: new ManifoldFigure({ side: manifoldSide, height, width }),
    frame: (snapshot) => snapshot,
    palette: greyPalette,
    delay: 100,
  }
}

/** The tutorial's z_distr.gif. */
export function animatedScatter(source: ExportSource): AnimatedFigure<ScatterFrame> {
  return {
    figure: new ScatterFigure(source.testLabels()),
    frame: (snapshot) => snapshot,
    palette: scatterPalette,
    delay: 150,
  }
}

/** Test images over their reconstructions. */
export function animatedReconstructions(
  source: ExportSource,
  { originals, reconstructions }: SnapshotFigureData,
): AnimatedFigure<ReconstructionsFrame> {
  const { height, width } = source.dataset()
  const columns = shortestRow([originals, reconstructions], height * width)
  return {
    figure: new ReconstructionsFigure({ rows: 2, columns, height, width }),
    frame: (snapshot) => ({ epoch: snapshot.epoch, rows: [snapshot.originals, snapshot.reconstructions] }),
    palette: greyPalette,
    delay: 150,
  }
}
