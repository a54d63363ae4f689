import { extent, span } from '../charts/extent.ts'
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

/**
 * The axes of a card: over everything its lines hold, or over the part that the user has zoomed to.
 */
export function axesOf(
  card: ScalarCard,
  settings: ViewSettings,
  { lines, running }: { lines: readonly ChartLine[]; running: readonly RingedPoint[] },
  viewport: Viewport | null,
): { x: AxisDescription; y: AxisDescription } {
  const xKind = horizontalKind(settings)
  const yKind: ScaleKind = settings.logarithmicY ? 'logarithmic' : 'linear'
  const xs = [...lines.map((line) => line.xs), Float64Array.from(running, ({ x }) => x)]
  const ys = [...lines.flatMap(({ raw, ys }) => (raw === null ? [ys] : [raw, ys])), Float64Array.from(running, ({ y }) => y)]
  const empty = (kind: ScaleKind) => (kind === 'linear' ? nothing : nothingLogarithmic)
  return {
    x: horizontalAxis(settings.axis, xKind, viewport?.x ?? span(xs, xKind) ?? empty(xKind)),
    y: verticalAxis(
      unitTitle(card, settings.unit),
      yKind,
      viewport?.y ?? extent(ys, { kind: yKind, ignoreOutliers: settings.ignoreOutliers }) ?? empty(yKind),
    ),
  }
}
