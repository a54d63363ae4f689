import { isolated } from '../isolated.ts'
import type { ChartLine } from './line.ts'
import { shortened } from './legend-layout.ts'
import { textWidth, type Pen } from './pen.ts'
import type { AxisDescription } from './scalar-axes.ts'
import { positions } from './scale.ts'
import { thin } from './thinning.ts'

/** A chart to be saved: what is on the screen, with what the screen says around it. */
export interface ScalarFigure {
  title: string
  /** At the right of the title. */
  note?: string
  lines: readonly ChartLine[]
  x: AxisDescription
  y: AxisDescription
  colours: { ground: string; text: string; grid: string }
  /** The colour a CSS custom property stands for. */
  colour: (property: string) => string
}

const width = 960
const plotHeight = 460
const margin = { left: 76, right: 24, top: 48, bottom: 56 }
const legend = { row: 20, column: 296, perRow: 3, textOffset: 30, gap: 12 }

/** CSS pixels of a figure, which grows with its legend. */
export function figureSize({ lines }: ScalarFigure): { width: number; height: number } {
  const rows = Math.ceil(lines.length / legend.perRow)
  return { width, height: margin.top + plotHeight + margin.bottom + rows * legend.row + 12 }
}

/** Draws a figure with its title, both axes and their names, and a legend of all its lines. */
export function drawScalarFigure(pen: Pen, figure: ScalarFigure): void {
  const { title, note = '', lines, x, y, colours, colour } = figure
  const plot = { left: margin.left, top: margin.top, width: width - margin.left - margin.right, height: plotHeight }
  const bottom = plot.top + plot.height
  const toX = positions({ kind: x.kind, ...x.range }, plot.width)
  const toY = positions({ kind: y.kind, ...y.range }, plot.height)
  const left = (value: number) => plot.left + toX(value)
  const top = (value: number) => bottom - toY(value)
  const small = { colour: colours.text, size: 12 }

  pen.rectangle({ left: 0, top: 0, ...figureSize(figure) }, colours.ground)
  pen.text(title, { left: margin.left, top: 24 }, { ...small, size: 15, weight: 600 })
  pen.text(note, { left: width - margin.right, top: 24 }, { ...small, align: 'right' })
  for (const { value, label } of y.ticks(y.range)) {
    pen.line([[plot.left, top(value)], [plot.left + plot.width, top(value)]], { colour: colours.grid, width: 1 })
    pen.text(label, { left: plot.left - 8, top: top(value) }, { ...small, align: 'right' })
  }
  for (const { value, label } of x.ticks(x.range)) {
    pen.line([[left(value), bottom], [left(value), bottom + 5]], { colour: colours.text, width: 1 })
    pen.text(label, { left: left(value), top: bottom + 16 }, { ...small, align: 'center' })
  }
  pen.line([[plot.left, bottom], [plot.left + plot.width, bottom]], { colour: colours.text, width: 1 })
  pen.text(x.title, { left: plot.left + plot.width / 2, top: bottom + 40 }, { ...small, align: 'center' })
  pen.text(y.title, { left: 16, top: plot.top + plot.height / 2 }, { ...small, align: 'center', upright: true })

  const draw = ({ xs, dashed, colour: property }: ChartLine, ys: Float64Array, style: { width: number; opacity: number }) => {
    const kept = thin(xs, ys, { kind: x.kind, ...x.range }, plot.width)
    const points = [...kept].map((index): [number, number] => [left(xs[index] ?? NaN), top(ys[index] ?? NaN)])
    const placed = points.filter(([, y]) => Number.isFinite(y))
    if (placed.length > 0) pen.line(placed, { colour: colour(property), dashed, ...style })
  }
  pen.clipped(plot, () => {
    for (const line of lines) if (line.raw !== null) draw(line, line.raw, { width: 1, opacity: 0.25 })
    for (const line of lines) draw(line, line.ys, { width: line.strong ? 2.25 : 1.5, opacity: 1 })
  })
  for (const [index, line] of lines.entries()) {
    const at = {
      left: margin.left + (index % legend.perRow) * legend.column,
      top: bottom + margin.bottom + 8 + Math.floor(index / legend.perRow) * legend.row,
    }
    pen.line([[at.left, at.top], [at.left + 22, at.top]], { colour: colour(line.colour), width: 2, dashed: line.dashed })
    pen.text(legendText(line), { left: at.left + legend.textOffset, top: at.top }, small)
  }
}

/** A line in the legend: of a long name as much as a column has room for, of the series all. */
function legendText({ name, series }: ChartLine): string {
  const widthOf = (text: string) => textWidth(text, { size: 12 })
  const room = legend.column - legend.textOffset - legend.gap - widthOf(` · ${series}`)
  return `${isolated(shortened(name, room, widthOf))} · ${series}`
}
