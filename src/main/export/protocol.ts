import type { SerializedError } from '../../shared/errors.ts'

/**
 * - `manifold`, `scatter`, `reconstructions`: .gif of all snapshots, or .png of the latest one.
 * - `scalars`: .csv or .json, a row an epoch. - `weights`: .safetensors of the latest checkpoint.
 * - `events`: a folder with a TensorBoard event file.
 */
export type ExportKind = 'manifold' | 'scatter' | 'reconstructions' | 'scalars' | 'events' | 'weights'

export interface ExportRequest {
  kind: ExportKind
  experimentId: string
  /** Path of the file or, for events, of the folder to write. */
  out: string
}

export interface ExportResult {
  /** Absolute path of what was written. */
  path: string
  bytes: number
}

export interface ExportTask {
  /** Workspace folder. */
  directory: string
  request: ExportRequest
}

/** What the worker thread says; it hears nothing but `cancel`. */
export type ExportReport =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; result: ExportResult }
  | { type: 'failed'; error: SerializedError }
