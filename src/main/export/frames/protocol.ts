import type { Frame } from '../../../shared/contract/exports.ts'
import type { SerializedError } from '../../../shared/errors.ts'
import type { FigureKind, SomeExportOptions } from '../../../shared/experiment/export-options.ts'

export interface FrameRequest {
  experimentId: string
  kind: FigureKind
  options: SomeExportOptions
  /** 0-based, of a snapshot. */
  epoch: number
}

/** The thread answers in the order it is asked. `close` ends it. */
export type FrameMessage = { type: 'draw'; id: number; request: FrameRequest } | { type: 'close' }
export type FrameAnswer = { id: number; frame: Frame } | { id: number; error: SerializedError }
