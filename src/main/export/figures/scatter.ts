import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { describeScatterPlane, describeUnseen, firstAxes } from '../../../shared/experiment/latent-words.ts'
import { labelColours, type LabelColourName, type LabelColours } from '../../../shared/maths/label-colours.ts'
import { placesInRows, rowMiddle } from '../../../shared/maths/label-rows.ts'
import { linearTicks } from '../../../shared/maths/linear-ticks.ts'
import {
  firstTwoDimensions,
  tutorialLimits,
  unseenPoints,
  type PlaneLimits,
  type ScatteredPoints,
  type UnseenPoints,
} from '../../../shared/maths/unseen-points.ts'
import { drawBottomTicks, drawFrame, drawSideTicks, ticksAt, type Tick } from './axes.ts'
import { drawColourBar } from './colour-bar.ts'
import { paintDisc } from './discs.ts'
import type { Figure } from './figure.ts'
import { layoutAt, type Box, type Layout } from './layout.ts'
import { Raster } from './raster.ts'
import { drawCaption, drawEpochTitle } from './text.ts'

export interface ScatterFrame {
  /** 0-based. */
  epoch: number
  /** z_mean of each test image, [n, latentDim]. */
  latents: Float32Array
}

export interface ScatterData {
  /** Of every test image, [n]. */
  labels: Uint8Array
  /** The labels that the data set has, ascending: the colours are spread over them. */
  classes: readonly number[]
  latentDim: number
}

export interface ScatterLook {
  /** 1: the tutorial's 800 × 800 pixels. */
  scale?: number
  colours?: LabelColourName
  /** What the axes span; ±5 as in the tutorial if it is left out. */
  limits?: PlaneLimits
}

/** As many as matplotlib has at most. */
const mostTicks = 9

/**
 * z_mean of the test set over the first two latent dimensions, coloured by label, later images over earlier ones, colour bar,
 * `Epoch: N` above, and below what the picture does not show. Of a single dimension there is no second axis: each label has a row.
 */
export class ScatterFigure implements Figure<ScatterFrame> {
  readonly width: number
  readonly height: number
  private readonly layout: Layout
  private readonly axes: Box
  private readonly limits: PlaneLimits
  private readonly labelColours: LabelColours
  private readonly background: Canvas
  /** The axes without their frame: points are cut off there. */
  private readonly inside: Raster
  /** [n, 3] */
  private readonly colours: Uint8Array
  /** Of a single dimension: the labels that have a row, and where in it each point is, in [0, 1] from the top. */
  private readonly rows: { labels: readonly number[]; places: Float32Array } | null

  constructor(
    private readonly data: ScatterData,
    { scale = 1, colours = 'coolwarm', limits = tutorialLimits }: ScatterLook = {},
  ) {
    const { labels, classes, latentDim } = data
    this.layout = layoutAt(scale)
    this.rows = latentDim === 1 ? rowsOf(labels, classes) : null
    this.limits = latentDim === 1 ? { x: limits.x, y: [0, 1] } : limits
    this.labelColours = labelColours(colours, classes)
    const { figureSize, subplotBox, hairline } = this.layout
    this.width = this.height = figureSize
    // matplotlib's colorbar takes 15 % of the axes' width and leaves 5 % between. Rows need none: they are named.
    this.axes = { ...subplotBox, width: Math.round(subplotBox.width * (this.rows === null ? 0.8 : 1)) }
    this.background = this.drawBackground()
    this.inside = new Raster(this.axes.width - hairline, this.axes.height - hairline)
    this.colours = Uint8Array.from(Array.from(labels, this.labelColours.of).flat())
  }

  draw(context: SKRSContext2D, frame: ScatterFrame): void {
    const { inside, colours, axes, layout } = this
    const left = axes.left + layout.hairline
    const top = axes.top + layout.hairline
    const radius = layout.points(6) / 2
    const { count, x, y } = this.points(frame)
    inside.clear()
    for (let index = 0; index < count; index++) {
      const [across, down] = [this.across(x(index)) - left, this.down(y(index)) - top]
      // A run that has diverged has no place for its points.
      if (!Number.isFinite(across) || !Number.isFinite(down)) continue
      const colour = 3 * index
      paintDisc(inside, across, down, radius, colours[colour] ?? 0, colours[colour + 1] ?? 0, colours[colour + 2] ?? 0)
    }
    context.drawImage(this.background, 0, 0)
    inside.putOn(context, left, top)
    const middle = axes.left + axes.width / 2
    drawEpochTitle(context, frame.epoch, middle, axes.top - layout.titlePad, layout)
    drawCaption(context, this.caption(frame), middle, axes.top + axes.height, layout)
  }

  /** How many points of a frame its axes leave out. */
  unseen(frame: ScatterFrame): UnseenPoints {
    return unseenPoints(this.points(frame), this.limits)
  }

  private points({ latents }: ScatterFrame): ScatteredPoints {
    const { latentDim, labels } = this.data
    const { rows } = this
    const points = firstTwoDimensions({ latents, latentDim })
    // From the foot upwards, as along an axis.
    const y = rows === null ? points.y : (index: number) => 1 - (rows.places[index] ?? NaN)
    return { ...points, y, label: (index) => labels[index] ?? 0 }
  }

  private caption(frame: ScatterFrame): string[] {
    const { latentDim } = this.data
    // Two dimensions are what the tutorial's figure shows.
    const plane = latentDim === 2 ? null : describeScatterPlane(firstAxes(latentDim), latentDim)
    return [plane, describeUnseen(this.unseen(frame)), this.labelColours.note].filter((line) => line !== null)
  }

  /** What is the same in every frame. */
  private drawBackground(): Canvas {
    const { axes, layout, limits, rows } = this
    const { figureSize, subplotBox } = layout
    const canvas = createCanvas(figureSize, figureSize)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, figureSize, figureSize)
    drawFrame(context, axes, layout)
    const across = ticksAt(linearTicks(...limits.x, mostTicks), (value) => this.across(value))
    const down = rows === null ? ticksAt(linearTicks(...limits.y, mostTicks), (value) => this.down(value)) : this.rowTicks(rows.labels)
    drawBottomTicks(context, axes.top + axes.height, across, layout)
    drawSideTicks(context, axes.left, 'left', down, layout)
    if (rows !== null) return canvas
    const left = Math.round(subplotBox.left + subplotBox.width * 0.85)
    // It is 20 times as high as wide.
    const bar = { ...subplotBox, left, width: Math.round(subplotBox.height / 20) }
    drawColourBar(context, bar, this.labelColours, layout)
    return canvas
  }

  private rowTicks(rows: readonly number[]): Tick[] {
    return rows.map((label, rank) => ({ at: this.axes.top + this.axes.height * rowMiddle(rank, rows.length), label: String(label) }))
  }

  private across(value: number): number {
    const [low, high] = this.limits.x
    return this.axes.left + (this.axes.width * (value - low)) / (high - low)
  }

  private down(value: number): number {
    const [low, high] = this.limits.y
    return this.axes.top + (this.axes.height * (high - value)) / (high - low)
  }
}

function rowsOf(labels: Uint8Array, classes: readonly number[]): { labels: readonly number[]; places: Float32Array } {
  const present = new Set(labels)
  const rows = classes.filter((label) => present.has(label))
  return { labels: rows, places: placesInRows(labels, rows) }
}
