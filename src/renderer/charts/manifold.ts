import { manifoldAxis } from '../../shared/maths/manifold-axis.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import { drawAxes, plotBox, tickLabel, type AxisColours, type Tick } from './axes.ts'
import type { Drawing } from './canvas.ts'
import { paintGrid } from './digits.ts'

/** Both ends, the middle and one between, the same on either side. */
function ticks(side: number): Tick[] {
  const last = side - 1
  const quarter = Math.round(last / 4)
  const marked = new Set([0, quarter, Math.round(last / 2), last - quarter, last])
  return manifoldAxis(side).flatMap((value, index) =>
    marked.has(index) ? [{ at: (index + 0.5) / side, label: tickLabel(value, 2) }] : [],
  )
}

/**
 * The decoded manifold: column j at z₀ = axis[j], row i at z₁ = axis[i] growing downwards. The ticks name the values, which
 * are quantiles of the prior and so not evenly spaced.
 */
export function manifoldDrawing({ manifold, manifoldSide, height, width }: SnapshotFigures, colours: AxisColours): Drawing {
  const marks = ticks(manifoldSide)
  return (context, size) => {
    const box = plotBox(size)
    context.clearRect(0, 0, size.width, size.height)
    paintGrid(
      context,
      { bytes: manifold, height, width },
      { columns: manifoldSide, rows: manifoldSide },
      { left: box.left, top: box.top, width: box.side, height: box.side },
    )
    drawAxes(context, box, { x: marks, y: marks }, colours)
  }
}
