import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { coolwarm, coolwarmForLabel } from '../../../shared/maths/colour-maps.ts'
import { drawBottomTicks, drawFrame, drawSideTicks, tickLabel } from './axes.ts'
import { drawColourBar } from './colour-bar.ts'
import { paintDisc } from './discs.ts'
import type { Figure } from './figure.ts'
import { figureSize, points, subplotBox, titlePad, type Box } from './layout.ts'
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
const markerRadius = points(6) / 2

/** matplotlib's colorbar takes 15 % of the axes' width and leaves 5 % between; it is 20 times as high as wide. */
const axes: Box = { ...subplotBox, width: subplotBox.width * 0.8 }
const colourBar: Box = {
  ...subplotBox,
  left: Math.round(subplotBox.left + subplotBox.width * 0.85),
  width: Math.round(subplotBox.height / 20),
}

function across(value: number): number {
  return axes.left + (axes.width * (value + limit)) / (2 * limit)
}

function down(value: number): number {
  return axes.top + (axes.height * (limit - value)) / (2 * limit)
}

/** What is the same in every frame. */
function drawBackground(): Canvas {
  const canvas = createCanvas(figureSize, figureSize)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, figureSize, figureSize)
  drawFrame(context, axes)
  drawBottomTicks(context, axes.top + axes.height, ticks.map((value) => ({ at: across(value), label: tickLabel(value) })))
  drawSideTicks(context, axes.left, 'left', ticks.map((value) => ({ at: down(value), label: tickLabel(value) })))
  drawColourBar(context, colourBar, coolwarm, 0, 9)
  return canvas
}

/**
 * z_mean of the test set over the first two latent dimensions (a missing second one is 0), coloured by label in
 * `coolwarm` over 0–9, later images over earlier ones, axes ±5, colour bar, `Epoch: N` above.
 */
export class ScatterFigure implements Figure<ScatterFrame> {
  readonly width = figureSize
  readonly height = figureSize
  private readonly background = drawBackground()
  /** The axes without their frame: points are cut off there. */
  private readonly inside = new Raster(axes.width - 1, axes.height - 1)
  private readonly colours: Uint8Array

  /** @param labels of every test image, [n] */
  constructor(labels: Uint8Array) {
    this.colours = Uint8Array.from(Array.from(labels, coolwarmForLabel).flat())
  }

  draw(context: SKRSContext2D, { epoch, latents, latentDim }: ScatterFrame): void {
    const { inside, colours } = this
    const left = axes.left + 1
    const top = axes.top + 1
    inside.clear()
    for (let index = 0; index * latentDim < latents.length; index++) {
      const x = across(latents[index * latentDim] ?? NaN) - left
      const y = down(latentDim > 1 ? (latents[index * latentDim + 1] ?? NaN) : 0) - top
      // A run that has diverged has no place for its points.
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue
      const colour = 3 * index
      paintDisc(inside, x, y, markerRadius, colours[colour] ?? 0, colours[colour + 1] ?? 0, colours[colour + 2] ?? 0)
    }
    context.drawImage(this.background, 0, 0)
    inside.putOn(context, left, top)
    drawEpochTitle(context, epoch, axes.left + axes.width / 2, axes.top - titlePad)
  }
}
