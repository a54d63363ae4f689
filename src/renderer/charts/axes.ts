/** A square plot with ticks at its left and its foot; the same for all figures, so that they line up. */
export interface PlotBox {
  left: number
  top: number
  side: number
}

export interface AxisColours {
  line: string
  text: string
  grid: string | null
}

export interface Tick {
  /** Where on the axis, in [0, 1] from left or from the top. */
  at: number
  label: string
}

const margin = { left: 40, bottom: 20, top: 4, right: 6 }

/** The largest square that leaves room for the ticks, centred, on whole device pixels. */
export function plotBox({ width, height, ratio }: { width: number; height: number; ratio: number }): PlotBox {
  const snap = (length: number) => Math.round(length * ratio) / ratio
  const room = Math.min(width - margin.left - margin.right, height - margin.top - margin.bottom)
  const side = Math.max(0, Math.floor(room * ratio) / ratio)
  return { left: snap((width - side + margin.left - margin.right) / 2), top: margin.top, side }
}

export const axisFont = '11px "Inter Variable", system-ui, sans-serif'

/** Draws the frame and the ticks with their numbers. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  { left, top, side }: PlotBox,
  ticks: { x: readonly Tick[]; y: readonly Tick[] },
  colours: AxisColours,
): void {
  const bottom = top + side
  context.save()
  context.font = axisFont
  context.lineWidth = 1
  context.fillStyle = colours.text
  context.strokeStyle = colours.line
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (const { at, label } of ticks.x) {
    const x = left + at * side
    line(context, x, bottom, x, bottom + 4)
    context.fillText(label, x, bottom + 7)
  }
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const { at, label } of ticks.y) {
    const y = top + at * side
    line(context, left - 4, y, left, y)
    context.fillText(label, left - 7, y)
  }
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1)
  context.restore()
}

export function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

/** A number for a tick: a true minus sign, which what is rounded to zero has not, and no more digits than asked for. */
export function tickLabel(value: number, digits = 0): string {
  if (value === 0) return '0'
  const text = value.toFixed(digits)
  return text.replace('-', Number(text) === 0 ? '' : '−')
}
