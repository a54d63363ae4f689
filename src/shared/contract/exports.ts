import { z } from 'zod'
import type { SerializedError } from '../errors.ts'
import { experimentId, handle } from './primitives.ts'

export const exportKinds = ['manifold', 'scatter', 'reconstructions', 'scalars', 'weights'] as const
export type ExportKind = (typeof exportKinds)[number]

export const exportRequests = {
  'exports:list': z.undefined(),
  'exports:start': z.strictObject({ experimentId, kind: z.enum(exportKinds) }),
  'exports:cancel': z.strictObject({ exportId: handle }),
  'exports:reveal': z.strictObject({ exportId: handle }),
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
  error: SerializedError | null
}

export interface ExportResponses {
  /** The jobs of this session, oldest first. */
  'exports:list': ExportJob[]
  /** null: the user closed the dialog. */
  'exports:start': ExportJob | null
  'exports:cancel': null
  'exports:reveal': null
}

export interface ExportEvents {
  'exports:changed': ExportJob
}
