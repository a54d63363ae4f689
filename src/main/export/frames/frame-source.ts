import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { Frame } from '../../../shared/contract/exports.ts'
import { completeExportOptions } from '../../../shared/experiment/export-options.ts'
import { snapshotFigure, type SnapshotFigure } from '../kinds/snapshot-figure.ts'
import { ExportSource } from '../source.ts'
import type { FrameRequest } from './protocol.ts'

/** What the frames of one animation share. */
interface Studio {
  key: string
  source: ExportSource
  figure: SnapshotFigure
  canvas: Canvas
}

/** Draws single frames of animations, as the files have them. The last animation's figure is kept for its next frame. */
export class FrameSource {
  private studio: Studio | null = null

  /** @param directory the workspace */
  constructor(private readonly directory: string) {}

  /** @throws WorkbenchError if there is no such experiment or snapshot */
  draw({ experimentId, kind, options, epoch }: FrameRequest): Frame {
    const key = JSON.stringify([experimentId, kind, options.scale, options.digitColours, options.labelColours])
    if (this.studio?.key !== key) {
      this.close()
      const source = ExportSource.open(this.directory, experimentId)
      try {
        const figure = snapshotFigure(source, kind, completeExportOptions(kind, options), source.snapshot(epoch))
        this.studio = { key, source, figure, canvas: createCanvas(figure.width, figure.height) }
      } catch (thrown) {
        source.close()
        throw thrown
      }
    }
    const { source, figure, canvas } = this.studio
    const { width, height } = figure
    const context = canvas.getContext('2d')
    figure.draw(context, source.snapshot(epoch))
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
  }

  close(): void {
    this.studio?.source.close()
    this.studio = null
  }
}
