import type { ChartLine } from '../../charts/line.ts'
import { canvasPen } from '../../charts/pen.ts'
import { picture, type PictureScale } from '../../charts/picture.ts'
import { inverted } from '../../charts/digits.ts'
import type { AxisDescription } from '../../charts/scalar-axes.ts'
import { drawScalarFigure, figureSize } from '../../charts/scalar-figure.ts'
import type { ReconstructionsView } from '../../state/reconstructions-view.svelte.ts'
import type { Session } from '../../state/session.svelte.ts'
import { figureColours } from '../../state/theme.svelte.ts'
import { saveImages } from '../latent/save-figures.ts'

/** Asks where to save the loss as a PNG: the curves within the axes that are on the screen. */
export async function saveCurves(
  session: Session,
  curves: { lines: readonly ChartLine[]; x: AxisDescription; y: AxisDescription },
  scale: PictureScale,
): Promise<void> {
  const { palette } = session.pictures
  const colours = figureColours(palette)
  const figure = { title: 'Loss', ...curves, colours, colour: palette }
  const data = await session.notices.attempt(() =>
    picture((context) => drawScalarFigure(canvasPen(context), figure), figureSize(figure), scale, colours.ground),
  )
  if (data !== undefined) await session.saveFile('loss', 'png', data)
}

/** Asks where to save the test images in view over their reconstructions as a PNG. */
export async function saveReconstructions(session: Session, view: ReconstructionsView, scale: PictureScale): Promise<void> {
  const shown = view.picture
  if (shown === null) return
  const images = (bytes: Uint8Array) => {
    const grey = { bytes, height: shown.height, width: shown.width }
    return view.inverted ? inverted(grey) : grey
  }
  const figure = {
    title: `Reconstructions at epoch ${shown.epoch}`,
    rows: [
      { name: 'Original', images: images(shown.originals) },
      { name: 'Reconstruction', images: images(shown.reconstructions) },
    ],
  }
  await saveImages(session, `reconstructions-${shown.epoch}`, figure, scale)
}
