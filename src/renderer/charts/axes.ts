/** A plot with ticks at its left and its foot. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** A square one, as what is drawn in it needs it. */
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

interface FigureSize {
  width: number
  height: number
  /** Device pixels in one of CSS. */
  ratio: number
}

/** The largest square that leaves room for the ticks, centred, on whole device pixels; the same for all figures, so that they line up. */
export function plotBox(size: FigureSize): PlotBox & Box {
  const box = fittedBox(size, 1)
  return { ...box, side: box.width }
}

/** The same for a plot that is `aspect` times as wide as high. */
export function fittedBox({ width, height, ratio }: FigureSize, aspect: number): Box {
  const snap = (length: number) => Math.round(length * ratio) / ratio
  const whole = (length: number) => Math.max(0, Math.floor(length * ratio + 1e-9) / ratio)
  const room = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom }
  const across = whole(Math.min(room.width, room.height * aspect))
  return { left: snap((width - across + margin.left - margin.right) / 2), top: margin.top, width: across, height: whole(across / aspect) }
}

/** The size of a figure whose plot has this size. */
export function sizeAround(plot: { width: number; height: number }): { width: number; height: number } {
  return { width: plot.width + margin.left + margin.right, height: plot.height + margin.top + margin.bottom }
}

export const axisFont = '11px "Inter Variable", system-ui, sans-serif'

/** Draws the frame and the ticks with their numbers. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  { left, top, width, height }: Box,
  ticks: { x: readonly Tick[]; y: readonly Tick[] },
  colours: AxisColours,
): void {
  const bottom = top + height
  context.save()
  context.font = axisFont
  context.lineWidth = 1
  context.fillStyle = colours.text
  context.strokeStyle = colours.line
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (const { at, label } of ticks.x) {
    const x = left + at * width
    line(context, x, bottom, x, bottom + 4)
    context.fillText(label, x, bottom + 7)
  }
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const { at, label } of ticks.y) {
    const y = top + at * height
    line(context, left - 4, y, left, y)
    context.fillText(label, left - 7, y)
  }
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1)
  context.restore()
}

export function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

/** A number with as many digits after its point as asked for, and a true minus sign, which what is rounded to zero has not. */
export function tickLabel(value: number, digits = 0): string {
  const text = value.toFixed(digits)
  return text.replace('-', Number(text) === 0 ? '' : '−')
}
