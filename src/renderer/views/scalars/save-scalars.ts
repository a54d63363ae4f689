import { canvasPen, SvgPen } from '../../charts/pen.ts'
import { picture, type PictureScale } from '../../charts/picture.ts'
import { drawScalarFigure, figureSize, type ScalarFigure } from '../../charts/scalar-figure.ts'
import { unitTitle, type ScalarCard } from '../../state/scalar-cards.ts'
import { scalarsAsCsv, scalarsAsJson } from '../../state/scalar-export.ts'
import type { Session } from '../../state/session.svelte.ts'

/** How a card is saved; pictures of points also how sharp. */
export type ScalarFormat = { extension: 'png'; scale: PictureScale } | { extension: 'svg' | 'csv' | 'json' }

/** Asks where to save a card as it is shown: its picture, or the values of its lines. */
export async function saveScalars(session: Session, card: ScalarCard, figure: ScalarFigure, format: ScalarFormat): Promise<void> {
  const data = await session.notices.attempt(() => contentOf(session, card, figure, format))
  if (data !== undefined) await session.saveFile(card.id, format.extension, data)
}

async function contentOf(session: Session, card: ScalarCard, figure: ScalarFigure, format: ScalarFormat): Promise<Uint8Array> {
  const { unit, axis, smoothing } = session.scalars.settings.values
  const table = { metric: card.id, unit: unitTitle(card, unit), axis, smoothing, lines: figure.lines }
  const text = (content: string) => new TextEncoder().encode(content)
  switch (format.extension) {
    case 'png':
      return picture((context) => drawScalarFigure(canvasPen(context), figure), figureSize(figure), format.scale, figure.colours.ground)
    case 'svg': {
      const { width, height } = figureSize(figure)
      const pen = new SvgPen(width, height, figure.title)
      drawScalarFigure(pen, figure)
      return text(pen.document())
    }
    case 'csv':
      return text(scalarsAsCsv(table))
    case 'json':
      return text(scalarsAsJson(table))
  }
}
