import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { Frame } from '../../../shared/contract/exports.ts'
import { chosenEpochs, completeExportOptions, type ExportOptions, type FigureKind } from '../../../shared/experiment/export-options.ts'
import { snapshotFigure, type SnapshotFigure } from '../kinds/snapshot-figure.ts'
import { ExportSource } from '../source.ts'
import type { FrameRequest } from './protocol.ts'

/** What the frames of one animation share. */
interface Studio {
  key: string
  figure: SnapshotFigure
  canvas: Canvas
}

/** Draws single frames of animations, as the files have them. The last animation's figure is kept for its next frame. */
export class FrameSource {
  private source: ExportSource | null = null
  private studio: Studio | null = null

  /** @param directory the workspace */
  constructor(private readonly directory: string) {}

  /** @throws WorkbenchError if there is no such experiment or snapshot */
  draw({ experimentId, kind, options: some, epoch }: FrameRequest): Frame {
    const options = completeExportOptions(kind, some)
    const source = this.of(experimentId)
    const { figure, canvas } = this.studioFor(source, kind, options, epoch)
    const { width, height } = figure
    const context = canvas.getContext('2d')
    figure.draw(context, source.snapshot(epoch))
    const { data } = context.getImageData(0, 0, width, height)
    return { width, height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
  }

  close(): void {
    this.source?.close()
    this.source = this.studio = null
  }

  private of(experimentId: string): ExportSource {
    if (this.source?.experiment.id === experimentId) return this.source
    this.close()
    return (this.source = ExportSource.open(this.directory, experimentId))
  }

  private studioFor(source: ExportSource, kind: FigureKind, options: ExportOptions, epoch: number): Studio {
    const { scale, digitColours, labelColours, limits } = options
    // Axes that follow the data are those of all frames, of which there may be more by now.
    const frames = limits === 'data' ? chosenEpochs(source.snapshotEpochs(), options) : []
    const key = JSON.stringify([kind, scale, digitColours, labelColours, frames])
    if (this.studio?.key === key) return this.studio
    const figure = snapshotFigure(source, kind, options, [epoch, ...frames])
    return (this.studio = { key, figure, canvas: createCanvas(figure.width, figure.height) })
  }
}
