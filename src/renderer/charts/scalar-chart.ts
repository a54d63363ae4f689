import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from 'chart.js'
import type { ChartConfiguration, ChartOptions } from 'chart.js'
import zoomPlugin from 'chartjs-plugin-zoom'
import type { Area, DrawnCount } from './line-drawing.ts'
import { areaOf, lineLayer, scaleOf } from './line-layer.ts'
import type { ChartLine, RingedPoint } from './line.ts'
import { nearestPoints, type NearPoint, type Projection } from './nearest.ts'
import type { AxisDescription } from './scalar-axes.ts'
import { positions, valueAt, type Range, type Scale } from './scale.ts'

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement, zoomPlugin)

/** What a chart shows, of both axes. */
export interface Viewport {
  x: Range
  y: Range
}

export interface ScalarChartColours {
  text: string
  grid: string
  marker: string
  /** Of the frame that a drag draws. */
  frame: string
}

export interface ScalarChartOptions {
  lines: readonly ChartLine[]
  running: readonly RingedPoint[]
  x: AxisDescription
  y: AxisDescription
  /** Whether the axes say what they are. */
  titled: boolean
  /** A place on the horizontal axis to mark. */
  marked: number | null
  colours: ScalarChartColours
  /** The colour a CSS custom property stands for. */
  colour: (property: string) => string
}

export interface ScalarChartEvents {
  /** The user has zoomed or moved the chart. */
  onzoom: (viewport: Viewport) => void
  /** Whether a turn of the wheel is meant for the chart and not for the page around it. */
  takesWheel: (event: WheelEvent) => boolean
  oncount: (count: DrawnCount) => void
}

export interface ScalarChart {
  update(options: ScalarChartOptions): void
  /** Points of all lines by their distance to a place on the canvas, in pixels. */
  near(at: { left: number; top: number }): NearPoint[]
  area(): Area
  /** The value on the horizontal axis at a pixel from the left. */
  valueAt(left: number): number
  /** Where on the canvas a line's point is, in pixels; null if the axes have no place for it. */
  placeOf(line: ChartLine, index: number): { left: number; top: number } | null
  destroy(): void
}

const font = { family: '"Inter Variable", system-ui, sans-serif', size: 11 }

/**
 * Curves of many runs. Chart.js draws the axes and knows how to zoom; the lines come straight from their columns, since an
 * element for each of a hundred thousand points would take all memory there is to have.
 */
export function createScalarChart(canvas: HTMLCanvasElement, initial: ScalarChartOptions, events: ScalarChartEvents): ScalarChart {
  let options = initial
  const layer = lineLayer(() => options, events.oncount)
  const chart = new Chart(canvas, { ...configuration(options, events), plugins: [layer] })
  const area = (): Area => areaOf(chart)
  const x = (): Scale => scaleOf(chart, 'x', options.x)
  const y = (): Scale => scaleOf(chart, 'y', options.y)
  const projection = (): Projection => {
    const { left, top, width, height } = area()
    const [toX, toY] = [positions(x(), width), positions(y(), height)]
    return {
      x: (value) => left + toX(value),
      y: (value) => top + height - toY(value),
      valueAt: (pixel) => valueAt(x(), (pixel - left) / width),
    }
  }
  return {
    update(next) {
      options = next
      chart.options = configuration(options, events).options ?? {}
      chart.update('none')
    },
    near: (at) => nearestPoints(options.lines, at, projection()),
    area,
    valueAt: (pixel) => projection().valueAt(pixel),
    placeOf({ xs, ys }, index) {
      const project = projection()
      const [left, top] = [project.x(xs[index] ?? NaN), project.y(ys[index] ?? NaN)]
      return Number.isFinite(left) && Number.isFinite(top) ? { left, top } : null
    },
    destroy: () => chart.destroy(),
  }
}

function configuration(options: ScalarChartOptions, events: ScalarChartEvents): ChartConfiguration<'line'> {
  const { x, y, titled, colours } = options
  const onzoom = ({ chart }: { chart: Chart }) => {
    const [horizontal, vertical] = [chart.scales.x, chart.scales.y]
    if (horizontal === undefined || vertical === undefined) return
    events.onzoom({
      x: { min: horizontal.min, max: horizontal.max },
      y: { min: vertical.min, max: vertical.max },
    })
  }
  return {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 6, right: 10 } },
      scales: {
        x: axis(x, titled, colours, { display: false }),
        y: axis(y, titled, colours, {}),
      },
      plugins: {
        zoom: {
          pan: { enabled: true, mode: 'xy', modifierKey: 'shift', onPan: onzoom },
          zoom: {
            mode: 'xy',
            wheel: { enabled: true, speed: 0.08 },
            pinch: { enabled: true },
            drag: { enabled: true, threshold: 6, backgroundColor: `${colours.frame}22`, borderColor: colours.frame, borderWidth: 1 },
            onZoomStart: ({ event }) => !(event instanceof WheelEvent) || events.takesWheel(event),
            onZoom: onzoom,
          },
        },
      },
    },
  }
}

type AxisOptions = NonNullable<NonNullable<ChartOptions<'line'>['scales']>[string]>

/** So that the axes of cards below each other line up. */
const leastAxisWidth = 64

function axis(description: AxisDescription, titled: boolean, colours: ScalarChartColours, grid: object): AxisOptions {
  const { title, kind, range, ticks } = description
  return {
    type: kind,
    ...range,
    bounds: 'data',
    border: { display: false },
    grid: { color: colours.grid, tickColor: colours.grid, tickLength: 4, ...grid },
    title: { display: titled, text: title, color: colours.text, font, padding: 2 },
    ticks: {
      color: colours.text,
      font,
      maxRotation: 0,
      autoSkipPadding: 14,
      autoSkip: true,
      callback: (_: string | number, index: number, built: readonly { label?: string | string[] }[]) => built[index]?.label,
    },
    afterFit: (scale: { axis: string; width: number }) => {
      if (scale.axis === 'y' && titled) scale.width = Math.max(scale.width, leastAxisWidth)
    },
    afterBuildTicks: (scale: { min: number; max: number; ticks: { value: number; label?: string | string[] }[] }) => {
      scale.ticks = ticks({ min: scale.min, max: scale.max })
    },
  }
}
