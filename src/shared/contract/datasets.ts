import { z } from 'zod'
import type { DatasetSummary } from '../experiment/dataset-summary.ts'
import { handle, nameSchema } from './primitives.ts'

export const datasetRequests = {
  'datasets:list': z.undefined(),
  'datasets:import': z.strictObject({
    name: nameSchema,
    images: handle,
    labels: handle,
    /** Without them the last tenth of the images is held out for validation. */
    test: z.strictObject({ images: handle, labels: handle }).nullable(),
  }),
  /** The import that runs, if one does, then fails as cancelled and leaves nothing. */
  'datasets:cancel-import': z.undefined(),
  /** The first `count` training images, of one label only if it is given. */
  'datasets:samples': z.strictObject({
    datasetId: z.string().min(1).max(64),
    label: z.number().int().min(0).max(255).nullable(),
    count: z.number().int().min(1).max(2000),
  }),
  'dialogs:choose-file': z.strictObject({
    title: z.string().min(1).max(120),
    what: z.enum(['idx', 'experiment']).default('idx'),
  }),
}

/** How far the import of a data set is. */
export interface ImportProgress {
  step: 'reading' | 'checking' | 'writing'
  /** Of all steps together, within [0, 1]. */
  fraction: number
}

/** Images of a data set, for looking at. */
export interface DatasetSamples {
  height: number
  width: number
  /** Bytes, [count, height, width] row-major; `count` may be less than asked for. */
  images: Uint8Array
  /** Label of each, [count]. */
  labels: Uint8Array
}

/** What the dialog offers at first. */
export type ChosenFileKind = 'idx' | 'experiment'

/** A file the user chose in a dialog of the main process; the path stays there. */
export interface ChosenFile {
  handle: string
  fileName: string
  /** Bytes. */
  size: number
}

export interface DatasetResponses {
  'datasets:list': DatasetSummary[]
  'datasets:import': DatasetSummary
  'datasets:cancel-import': null
  'datasets:samples': DatasetSamples
  /** null: the user closed the dialog. */
  'dialogs:choose-file': ChosenFile | null
}

export interface DatasetEvents {
  'datasets:import-progress': ImportProgress
}
