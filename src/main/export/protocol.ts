import type { ExportKind as WindowExportKind } from '../../shared/contract/exports.ts'
import type { UnseenPoints } from '../../shared/maths/unseen-points.ts'
import type { SomeExportOptions } from '../../shared/experiment/export-options.ts'

/**
 * - `manifold`, `scatter`, `reconstructions`: .gif of the chosen snapshots, or .png of one.
 * - `scalars`: .csv or .json, a row an epoch. - `events`: a folder with a TensorBoard event file.
 * - `experiment`: all of it in one .manifold file, to be imported elsewhere.
 * - `latents`, `labels`: .npy or .csv of the test set. - `weights`: .safetensors.
 */
export type ExportKind = WindowExportKind | 'events'

export interface ExportRequest {
  kind: ExportKind
  experimentId: string
  /** Path of the file or, for events, of the folder to write. */
  out: string
  /** What is left out is as in the tutorial. */
  options?: SomeExportOptions
}

export interface ExportResult {
  /** Absolute path of what was written. */
  path: string
  bytes: number
  /** The epoch of which a figure leaves out most points, and how many; null: none of any. */
  unseen: (UnseenPoints & { epoch: number }) | null
  /** Of a GIF: its frames, and the milliseconds that it shows each. */
  animation: { frames: number; delay: number } | null
}

export interface ExportTask {
  /** Workspace folder. */
  directory: string
  request: ExportRequest
}
