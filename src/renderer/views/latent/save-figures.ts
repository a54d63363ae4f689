import type { SnapshotFigures } from '../../../shared/experiment/snapshot.ts'
import { describeManifoldPlane, describeScatterPlane, describeUnseen } from '../../../shared/experiment/latent-words.ts'
import { tickLabel } from '../../charts/axes.ts'
import type { GreyImages } from '../../charts/digits.ts'
import { drawImageRows, imageRowsSize } from '../../charts/image-rows.ts'
import { labelColour } from '../../charts/latent/label-colours.ts'
import { marksDrawing } from '../../charts/latent/marks.ts'
import { scatterDrawing } from '../../charts/latent/points.ts'
import { markColours, scatterColours, scatterPicture } from '../../charts/latent/scatter-picture.ts'
import { manifoldAspect, manifoldDrawing } from '../../charts/manifold.ts'
import { picture, type PictureScale } from '../../charts/picture.ts'
import { drawSquareFigure, squareFigureSize, type SquareFigure } from '../../charts/square-figure.ts'
import type { LatentMap } from '../../state/latent-map.svelte.ts'
import type { LatentExplorer } from '../../state/latent-explorer.svelte.ts'
import type { ManifoldView } from '../../state/manifold-view.svelte.ts'
import type { Session } from '../../state/session.svelte.ts'
import { axisColours, figureColours } from '../../state/theme.svelte.ts'

/** Asks where to save the latent space as it is on the screen: the part of the plane, the labels shown, and all marks. */
export async function saveScatter(
  session: Session,
  { figures, explorer }: { figures: SnapshotFigures; explorer: LatentExplorer },
  scale: PictureScale,
): Promise<void> {
  const { map } = explorer
  const { x, y } = map.axes
  // Two dimensions are told by the title.
  const plane = map.latentDim === 2 ? null : describeScatterPlane(map.axes, map.latentDim)
  const { palette } = session.pictures
  const figure: SquareFigure = {
    title: `Latent means of epoch ${figures.epoch}: ${x} →${y === '' ? '' : `, ${y} ↑`}`,
    layers: [
      scatterDrawing(scatterPicture(figures, map), map.viewport, scatterColours(palette)),
      marksDrawing({ ...explorer.marks, hovered: null }, map.viewport, markColours(palette)),
    ],
    notes: [plane, describeUnseen(map.unseen), map.colours.note].filter((note) => note !== null),
    legend: map.labels.filter((label) => !map.hidden.has(label)).map((label) => ({
      colour: labelColour(map.colours, label),
      text: String(label),
    })),
    colours: figureColours(palette),
  }
  await saveSquare(session, figure, `latent-${figures.epoch}`, scale)
}

/** Asks where to save the manifold as it is on the screen, in its range and resolution. */
export async function saveManifold(session: Session, manifold: ManifoldView, map: LatentMap, scale: PictureScale): Promise<void> {
  const shown = manifold.picture
  if (shown === null) return
  const { palette } = session.pictures
  const ends = (values: readonly number[]) => `${tickLabel(values[0] ?? 0, 2)} to ${tickLabel(values.at(-1) ?? 0, 2)}`
  const extent =
    shown.y.length === 1
      ? `${shown.x.length} digits, ${ends(shown.x)} →`
      : `${shown.x.length} × ${shown.y.length} digits, ${ends(shown.x)} →, ${ends(shown.y)} ↓`
  const figure: SquareFigure = {
    title: `Manifold of epoch ${shown.epoch}: ${extent}`,
    notes: map.latentDim === 2 && map.choice.kind === 'dimensions' ? [] : [describeManifoldPlane(map.axes, map.latentDim, map.heldAt)],
    aspect: manifoldAspect(shown),
    layers: [manifoldDrawing(shown, null, { ...axisColours(palette), accent: palette('--accent') })],
    legend: [],
    colours: figureColours(palette),
  }
  await saveSquare(session, figure, `manifold-${shown.epoch}`, scale)
}

/** Asks where to save rows of images, such as an interpolation. @param name of the file, without its extension */
export async function saveImages(
  session: Session,
  name: string,
  figure: { title: string; note?: string; rows: readonly { name: string; images: GreyImages }[] },
  scale: PictureScale,
): Promise<void> {
  const rows = { ...figure, colours: figureColours(session.pictures.palette) }
  const data = await session.notices.attempt(() => picture(drawImageRows(rows), imageRowsSize(rows), scale, rows.colours.ground))
  if (data !== undefined) await session.saveFile(name, 'png', data)
}

async function saveSquare(session: Session, figure: SquareFigure, name: string, scale: PictureScale): Promise<void> {
  const data = await session.notices.attempt(() => picture(drawSquareFigure(figure), squareFigureSize(figure), scale, figure.colours.ground))
  if (data !== undefined) await session.saveFile(name, 'png', data)
}
