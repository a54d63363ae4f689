import { countAbove, extent, span } from '../charts/extent.ts'
import type { ChartLine, RingedPoint } from '../charts/line.ts'
import { horizontalAxis, verticalAxis, type AxisDescription } from '../charts/scalar-axes.ts'
import type { Viewport } from '../charts/scalar-chart.ts'
import type { ScaleKind } from '../charts/scale.ts'
import { unitTitle, type ScalarCard } from './scalar-cards.ts'
import type { ScalarSettingsValues } from './scalar-settings.svelte.ts'

type ViewSettings = Pick<ScalarSettingsValues, 'axis' | 'logarithmicX' | 'logarithmicY' | 'ignoreOutliers' | 'unit'>

const nothing = { min: 0, max: 1 }
/** For a logarithmic axis that has nothing to show. */
const nothingLogarithmic = { min: 1, max: 10 }

/** Days are no quantity: on the axis of wall-clock times there is nothing to take a logarithm of. */
export function horizontalKind({ axis, logarithmicX }: ViewSettings): ScaleKind {
  return logarithmicX && axis !== 'wall' ? 'logarithmic' : 'linear'
}

export interface CardAxes {
  x: AxisDescription
  y: AxisDescription
  /** Points above the vertical axis, as outliers; 0 where the user has zoomed and knows that others are out of view. */
  above: number
}

/** The axes of a card: over everything its lines hold but outliers, or over the part that the user has zoomed to. */
export function axesOf(
  card: ScalarCard,
  settings: ViewSettings,
  { lines, running }: { lines: readonly ChartLine[]; running: readonly RingedPoint[] },
  viewport: Viewport | null,
): CardAxes {
  const xKind = horizontalKind(settings)
  const yKind: ScaleKind = settings.logarithmicY ? 'logarithmic' : 'linear'
  const xs = [...lines.map((line) => line.xs), Float64Array.from(running, ({ x }) => x)]
  const ys = [
    ...lines.flatMap(({ raw, ys }) => (raw === null ? [ys] : [raw, ys])),
    ...running.map(({ y }) => Float64Array.of(y)),
  ]
  // A learning rate is what it was set to.
  const ignoreOutliers = settings.ignoreOutliers && card.stored !== 'rate'
  const y = viewport?.y ?? extent(ys, { kind: yKind, ignoreOutliers })
  const empty = (kind: ScaleKind) => (kind === 'linear' ? nothing : nothingLogarithmic)
  return {
    x: horizontalAxis(settings.axis, xKind, viewport?.x ?? span(xs, xKind) ?? empty(xKind)),
    y: verticalAxis(unitTitle(card, settings.unit), yKind, y ?? empty(yKind)),
    above: ignoreOutliers && viewport === null && y !== null ? countAbove(lines.map(({ raw, ys }) => raw ?? ys), y) : 0,
  }
}
