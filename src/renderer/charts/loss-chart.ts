import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { formatLoss, formatNats } from '../format.ts'
import { logarithmicTicks } from './logarithmic-ticks.ts'

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip)

export type LossScale = 'linear' | 'logarithmic'

export interface LossChartColours {
  run: string
  text: string
  grid: string
  marker: string
  /** Behind the chart. */
  surface: string
  tooltip: string
  tooltipText: string
}

export interface LossChartOptions {
  epochs: readonly EpochMetrics[]
  scale: LossScale
  /** Turns a loss in the tutorial's unit into nats per image: 2 · pixels. */
  natsPerUnit: number
  /** The epoch that the timeline stands at. */
  marked: number | null
  colours: LossChartColours
}

interface Point {
  x: number
  y: number
}

/** A vertical line through the chart at the marked epoch. */
function markerPlugin(options: () => LossChartOptions): Plugin<'line'> {
  return {
    id: 'marked-epoch',
    afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { marked, colours } = options()
      const x = marked === null ? undefined : scales.x?.getPixelForValue(marked)
      if (x === undefined || x < chartArea.left - 1 || x > chartArea.right + 1) return
      ctx.save()
      ctx.strokeStyle = colours.marker
      ctx.lineWidth = 1
      ctx.beginPath()
      ctx.moveTo(Math.round(x) + 0.5, chartArea.top)
      ctx.lineTo(Math.round(x) + 0.5, chartArea.bottom)
      ctx.stroke()
      ctx.restore()
    },
  }
}

function series(epochs: readonly EpochMetrics[], metric: 'loss' | 'valLoss'): Point[] {
  return epochs.map((epoch) => ({ x: epoch.epoch, y: epoch[metric] }))
}

export interface LossChart {
  update(options: LossChartOptions): void
  destroy(): void
}

/**
 * A chart of loss (solid) and val_loss (dashed) over the epochs of one run.
 * @param onpick is called with the epoch nearest to a click
 */
export function createLossChart(
  canvas: HTMLCanvasElement,
  initial: LossChartOptions,
  onpick: (epoch: number) => void,
): LossChart {
  let options = initial
  const current = () => options
  const chart = new Chart<'line', Point[]>(canvas, { ...configuration(current), plugins: [markerPlugin(current)] })
  canvas.addEventListener('click', ({ offsetX }) => {
    const epoch = chart.scales.x?.getValueForPixel(offsetX)
    if (epoch !== undefined) onpick(Math.round(epoch))
  })
  return {
    update(next) {
      options = next
      const { data, options: settings } = configuration(current)
      for (const [index, dataset] of data.datasets.entries()) Object.assign(chart.data.datasets[index] ?? {}, dataset)
      if (settings !== undefined) chart.options = settings
      chart.update('none')
    },
    destroy: () => chart.destroy(),
  }
}

function configuration(current: () => LossChartOptions): ChartConfiguration<'line', Point[]> {
  const { epochs, scale, colours } = current()
  const line = {
    borderColor: colours.run,
    borderWidth: 1.5,
    pointRadius: epochs.length < 30 ? 2 : 0,
    pointBackgroundColor: colours.run,
    clip: 6,
  }
  const font = { family: '"Inter Variable", system-ui, sans-serif', size: 11 }
  const ticks = { color: colours.text, font, maxRotation: 0, autoSkipPadding: 16 }
  const grid = { color: colours.grid, tickColor: colours.grid, tickLength: 4 }
  return {
    type: 'line',
    data: {
      datasets: [
        { label: 'loss', data: series(epochs, 'loss'), ...line },
        {
          ...line,
          label: 'val_loss',
          data: series(epochs, 'valLoss'),
          borderDash: [5, 3],
          pointBackgroundColor: colours.surface,
        },
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'index', intersect: false },
      elements: { point: { hitRadius: 0, hoverRadius: 4, borderWidth: 1.5 } },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: Math.max(1, epochs.at(-1)?.epoch ?? 0),
          border: { color: colours.grid },
          grid: { ...grid, display: false },
          ticks: { ...ticks, precision: 0 },
        },
        y: {
          type: scale,
          border: { display: false },
          grid,
          ticks: { ...ticks, maxTicksLimit: 6, autoSkip: scale === 'linear', callback: (value) => formatTick(Number(value)) },
          afterBuildTicks: (axis) => {
            if (scale === 'logarithmic') axis.ticks = logarithmicTicks(axis.min, axis.max).map((value) => ({ value }))
          },
        },
      },
      plugins: {
        tooltip: {
          backgroundColor: colours.tooltip,
          titleColor: colours.tooltipText,
          bodyColor: colours.tooltipText,
          titleFont: { ...font, weight: 600 },
          bodyFont: font,
          displayColors: false,
          caretSize: 0,
          padding: 8,
          callbacks: {
            title: ([item]) => `Epoch ${String(item?.parsed.x ?? '')}`,
            label: ({ dataset, parsed }) => {
              const loss = parsed.y ?? NaN
              return `${dataset.label ?? ''}  ${formatLoss(loss)}  ·  ${formatNats(loss * current().natsPerUnit)} nats`
            },
          },
        },
      },
    },
  }
}

/** Up to three digits after the point, none of them idle. */
function formatTick(value: number): string {
  return String(Number(value.toPrecision(3)))
}
