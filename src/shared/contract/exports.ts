import { z } from 'zod'
import type { SerializedError } from '../errors.ts'
import { figureKinds, someExportOptionsSchema as options } from '../experiment/export-options.ts'
import { bytesUpTo, epoch, experimentId, handle } from './primitives.ts'

/** What each kind of export can be written as; the first is what a menu offers. */
export const exportFormats = {
  manifold: ['gif', 'png', 'webm', 'mp4'],
  scatter: ['gif', 'png', 'webm', 'mp4'],
  reconstructions: ['gif', 'png', 'webm', 'mp4'],
  scalars: ['csv', 'json'],
  latents: ['npy', 'csv'],
  labels: ['npy', 'csv'],
  weights: ['safetensors'],
  experiment: ['manifold'],
} as const
export type ExportKind = keyof typeof exportFormats
export type ExportFormat = (typeof exportFormats)[ExportKind][number]

/** Formats that the page encodes, frame by frame, since only the browser has the encoders. */
export const videoFormats = ['webm', 'mp4'] as const
export type VideoFormat = (typeof videoFormats)[number]

const kind = z.enum(Object.keys(exportFormats) as [ExportKind, ...ExportKind[]])
const format = z.enum([...new Set(Object.values(exportFormats).flat())] as [ExportFormat, ...ExportFormat[]])
const figureKind = z.enum(figureKinds)

/** Bytes of a video that are handed over at once. */
const largestPiece = 64 * 2 ** 20

export const exportRequests = {
  'exports:list': z.undefined(),
  /** Asks for a place, then writes beside the window. What `options` leaves out is as in the tutorial. */
  'exports:start': z.strictObject({ experimentId, kind, format, options }),
  'exports:cancel': z.strictObject({ exportId: handle }),
  'exports:reveal': z.strictObject({ exportId: handle }),
  /** One frame of an animation, drawn by the code that writes the files. */
  'exports:frame': z.strictObject({ experimentId, kind: figureKind, options, epoch }),
  /** Asks for a place for a video, which the page then hands over in pieces. */
  'exports:begin-video': z.strictObject({
    ...{ experimentId, kind: figureKind, format: z.enum(videoFormats) },
    total: z.number().int().min(1).max(100_000),
  }),
  /** `done`: frames that are encoded. `position`: where in the file the bytes belong. */
  'exports:append': z.strictObject({
    ...{ exportId: handle, done: z.number().int().min(0).max(100_000) },
    position: z.number().int().min(0).max(2 ** 40),
    data: bytesUpTo(largestPiece),
  }),
  /** The video is whole; or, with a message, it could not be made. */
  'exports:finish': z.strictObject({ exportId: handle, failure: z.string().min(1).max(1000).nullable() }),
}

export interface ExportJob {
  exportId: string
  experimentId: string
  kind: ExportKind
  fileName: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Frames or rows done and in all. */
  done: number
  total: number
  /** Milliseconds since it began, as of this report. */
  elapsed: number
  /** Size of the file once it is done. */
  bytes: number | null
  error: SerializedError | null
}

/** A picture, opaque. */
export interface Frame {
  width: number
  height: number
  /** [height, width, 4] RGBA bytes. */
  rgba: Uint8Array
}

export interface ExportResponses {
  /** The jobs of this session, oldest first. */
  'exports:list': ExportJob[]
  /** null: the user closed the dialog. */
  'exports:start': ExportJob | null
  'exports:cancel': null
  'exports:reveal': null
  'exports:frame': Frame
  'exports:begin-video': ExportJob | null
  'exports:append': null
  'exports:finish': null
}

export interface ExportEvents {
  'exports:changed': ExportJob
}
