import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { labelColours, type LabelColourName } from '../../../shared/maths/label-colours.ts'
import { drawBottomTicks, drawFrame, drawSideTicks, tickLabel } from './axes.ts'
import { drawColourBar } from './colour-bar.ts'
import { paintDisc } from './discs.ts'
import type { Figure } from './figure.ts'
import { layoutAt, type Box, type Layout } from './layout.ts'
import { Raster } from './raster.ts'
import { drawEpochTitle } from './text.ts'

export interface ScatterFrame {
  /** 0-based. */
  epoch: number
  /** z_mean of each test image, [n, latentDim]. */
  latents: Float32Array
  latentDim: number
}

/** Both axes run from −limit to limit. */
const limit = 5
const ticks = [-4, -2, 0, 2, 4]

/**
 * z_mean of the test set over the first two latent dimensions (a missing second one is 0), coloured by label, later images
 * over earlier ones, axes ±5, colour bar, `Epoch: N` above.
 */
export class ScatterFigure implements Figure<ScatterFrame> {
  readonly width: number
  readonly height: number
  private readonly layout: Layout
  private readonly axes: Box
  private readonly background: Canvas
  /** The axes without their frame: points are cut off there. */
  private readonly inside: Raster
  private readonly colours: Uint8Array

  /**
   * @param labels of every test image, [n]
   * @param scale 1: the tutorial's 800 × 800 pixels
   */
  constructor(
    labels: Uint8Array,
    scale = 1,
    private readonly colourMap: LabelColourName = 'coolwarm',
  ) {
    this.layout = layoutAt(scale)
    const { figureSize, subplotBox, hairline } = this.layout
    this.width = this.height = figureSize
    // matplotlib's colorbar takes 15 % of the axes' width and leaves 5 % between.
    this.axes = { ...subplotBox, width: Math.round(subplotBox.width * 0.8) }
    this.background = this.drawBackground()
    this.inside = new Raster(this.axes.width - hairline, this.axes.height - hairline)
    this.colours = Uint8Array.from(Array.from(labels, labelColours[colourMap].of).flat())
  }

  draw(context: SKRSContext2D, { epoch, latents, latentDim }: ScatterFrame): void {
    const { inside, colours, axes, layout } = this
    const left = axes.left + layout.hairline
    const top = axes.top + layout.hairline
    const radius = layout.points(6) / 2
    inside.clear()
    for (let index = 0; index * latentDim < latents.length; index++) {
      const x = this.across(latents[index * latentDim] ?? NaN) - left
      const y = this.down(latentDim > 1 ? (latents[index * latentDim + 1] ?? NaN) : 0) - top
      // A run that has diverged has no place for its points.
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue
      const colour = 3 * index
      paintDisc(inside, x, y, radius, colours[colour] ?? 0, colours[colour + 1] ?? 0, colours[colour + 2] ?? 0)
    }
    context.drawImage(this.background, 0, 0)
    inside.putOn(context, left, top)
    drawEpochTitle(context, epoch, axes.left + axes.width / 2, axes.top - layout.titlePad, layout)
  }

  /** What is the same in every frame. */
  private drawBackground(): Canvas {
    const { axes, layout } = this
    const { figureSize, subplotBox } = layout
    const canvas = createCanvas(figureSize, figureSize)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, figureSize, figureSize)
    drawFrame(context, axes, layout)
    const across = ticks.map((value) => ({ at: this.across(value), label: tickLabel(value) }))
    const down = ticks.map((value) => ({ at: this.down(value), label: tickLabel(value) }))
    drawBottomTicks(context, axes.top + axes.height, across, layout)
    drawSideTicks(context, axes.left, 'left', down, layout)
    const left = Math.round(subplotBox.left + subplotBox.width * 0.85)
    // It is 20 times as high as wide.
    const bar = { ...subplotBox, left, width: Math.round(subplotBox.height / 20) }
    drawColourBar(context, bar, labelColours[this.colourMap], layout)
    return canvas
  }

  private across(value: number): number {
    return this.axes.left + (this.axes.width * (value + limit)) / (2 * limit)
  }

  private down(value: number): number {
    return this.axes.top + (this.axes.height * (limit - value)) / (2 * limit)
  }
}
