import type { ExportFormat } from '../../../shared/contract/exports.ts'
import type { AxisLimits, FigureKind } from '../../../shared/experiment/export-options.ts'
import type { DigitColourName } from '../../../shared/maths/digit-colours.ts'
import type { LabelColourName } from '../../../shared/maths/label-colours.ts'

export const colourLabels: Record<DigitColourName | LabelColourName, string> = {
  Greys_r: 'Greys_r (tutorial)',
  Greys: 'Greys (dark on light)',
  Blues_r: 'Blues_r',
  YlGnBu_r: 'YlGnBu_r',
  coolwarm: 'coolwarm (tutorial)',
  categorical: 'Categorical (a colour a label)',
}

export const limitLabels: Record<AxisLimits, string> = {
  tutorial: '±5 (tutorial)',
  data: 'As far as the points go',
}

/** Side of the tutorial's square figures in pixels. */
const tutorialSide = 800
const pictureScales = [1, 2, 4]
const filmScales = [0.5, 0.75, 1, 1.5, 2]

/** The one whose height follows from its images: two rows of them, or the only row of a single dimension. */
const isRow = (kind: FigureKind, latentDim: number) => kind === 'reconstructions' || (kind === 'manifold' && latentDim === 1)

/** What sizes are offered: pictures for print, films for the web. */
export function sizeChoices(kind: FigureKind, format: ExportFormat, latentDim: number): { value: string; label: string }[] {
  const scales = format === 'png' ? pictureScales : filmScales
  return scales.map((scale) => {
    const side = scale * tutorialSide
    const times = scale === 1 ? '1× (tutorial)' : `${scale}×`
    return { value: String(scale), label: isRow(kind, latentDim) ? times : `${side} × ${side}, ${times}` }
  })
}
