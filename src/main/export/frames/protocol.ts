import type { FigureKind, SomeExportOptions } from '../../../shared/experiment/export-options.ts'

export interface FrameRequest {
  experimentId: string
  kind: FigureKind
  options: SomeExportOptions
  /** 0-based, of a snapshot. */
  epoch: number
}
