import type { Chart, Plugin } from 'chart.js'
import { drawLines, type Area, type DrawnCount } from './line-drawing.ts'
import type { ChartLine, RingedPoint } from './line.ts'
import type { AxisDescription } from './scalar-axes.ts'
import type { Scale } from './scale.ts'

export interface LineLayerOptions {
  lines: readonly ChartLine[]
  running: readonly RingedPoint[]
  x: AxisDescription
  y: AxisDescription
  /** A place on the horizontal axis to mark. */
  marked: number | null
  /** Another object whenever the theme changes. */
  colours: { marker: string }
  /** The colour a CSS custom property stands for. */
  colour: (property: string) => string
}

export function areaOf({ chartArea: { left, top, width, height } }: Chart): Area {
  return { left, top, width, height }
}

export function scaleOf(chart: Chart, axis: 'x' | 'y', { kind, range }: AxisDescription): Scale {
  const { min, max } = chart.scales[axis] ?? range
  return { kind, min, max }
}

/** The lines, drawn once into a bitmap for as long as nothing of them changes, and the marker. */
export function lineLayer(current: () => LineLayerOptions, oncount: (count: DrawnCount) => void): Plugin<'line'> {
  const bitmap = new OffscreenCanvas(1, 1)
  let drawn: { key: string; lines: unknown; running: unknown; colours: unknown } | null = null
  return {
    id: 'lines',
    beforeDatasetsDraw(chart) {
      const { lines, running, colour, colours, x, y } = current()
      const { width, height, currentDevicePixelRatio: ratio } = chart
      const area = areaOf(chart)
      if (area.width <= 0 || area.height <= 0) return
      const [xScale, yScale] = [scaleOf(chart, 'x', x), scaleOf(chart, 'y', y)]
      const key = JSON.stringify([xScale, yScale, area, width, height, ratio])
      if (drawn?.key !== key || drawn.lines !== lines || drawn.running !== running || drawn.colours !== colours) {
        drawn = { key, lines, running, colours }
        bitmap.width = Math.round(width * ratio)
        bitmap.height = Math.round(height * ratio)
        const context = bitmap.getContext('2d')
        if (context === null) return
        context.scale(ratio, ratio)
        const count = drawLines(context, { lines, running, colour, area, x: xScale, y: yScale })
        queueMicrotask(() => oncount(count))
      }
      chart.ctx.drawImage(bitmap, 0, 0, width, height)
    },
    afterDatasetsDraw(chart) {
      const { marked, colours } = current()
      const { left, right, top, bottom } = chart.chartArea
      const at = marked === null ? NaN : (chart.scales.x?.getPixelForValue(marked) ?? NaN)
      if (!(at >= left - 1 && at <= right + 1)) return
      const { ctx } = chart
      ctx.save()
      ctx.strokeStyle = colours.marker
      ctx.lineWidth = 1
      ctx.beginPath()
      ctx.moveTo(Math.round(at) + 0.5, top)
      ctx.lineTo(Math.round(at) + 0.5, bottom)
      ctx.stroke()
      ctx.restore()
    },
  }
}
