import { z } from 'zod'
import { experimentConfigurationSchema } from '../experiment/configuration.ts'
import type { DatasetSummary } from '../experiment/dataset-summary.ts'
import type { Experiment, TrainingProgress } from '../experiment/experiment.ts'
import type { EpochMetrics } from '../experiment/metrics.ts'
import type { SnapshotFigures } from '../experiment/snapshot.ts'
import type { SerializedError } from '../errors.ts'
import type { EventChannel, RequestChannel } from './channels.ts'

const experimentId = z.string().regex(/^[0-9a-z]{4,32}$/)
const epoch = z.number().int().min(0).max(100_000)
const handle = z.uuid()
const ofExperiment = z.strictObject({ experimentId })
export const nameSchema = z.string().trim().min(1).max(120)

export const exportKinds = ['manifold', 'scatter', 'reconstructions', 'scalars', 'weights'] as const
export type ExportKind = (typeof exportKinds)[number]

/** What each request carries. Main refuses whatever does not parse; the window never names a path, only handles. */
export const requestSchemas = {
  'app:about': z.undefined(),
  'datasets:list': z.undefined(),
  'datasets:import': z.strictObject({
    name: nameSchema,
    images: handle,
    labels: handle,
    /** Without them the last tenth of the images is held out for validation. */
    test: z.strictObject({ images: handle, labels: handle }).nullable(),
  }),
  /** The first `count` training images, of one label only if it is given. */
  'datasets:samples': z.strictObject({
    datasetId: z.string().min(1).max(64),
    label: z.number().int().min(0).max(255).nullable(),
    count: z.number().int().min(1).max(2000),
  }),
  'dialogs:choose-file': z.strictObject({ title: z.string().min(1).max(120) }),
  'experiments:list': z.undefined(),
  'experiments:create': z.strictObject({
    name: nameSchema,
    configuration: experimentConfigurationSchema,
    origin: z.strictObject({ experimentId, epoch }).nullable(),
  }),
  'experiments:rename': z.strictObject({ experimentId, name: nameSchema }),
  'experiments:delete': ofExperiment,
  'epochs:list': z.strictObject({ experimentId, fromEpoch: epoch }),
  'snapshots:list': ofExperiment,
  'snapshots:get': z.strictObject({ experimentId, epoch }),
  /** Starts, resumes or (behind another run) queues. `totalEpochs` trains longer than configured. */
  'training:start': z.strictObject({ experimentId, totalEpochs: z.number().int().min(1).max(100_000).nullable() }),
  'training:pause': ofExperiment,
  'training:stop': ofExperiment,
  'exports:list': z.undefined(),
  'exports:start': z.strictObject({ experimentId, kind: z.enum(exportKinds) }),
  'exports:cancel': z.strictObject({ exportId: handle }),
  'exports:reveal': z.strictObject({ exportId: handle }),
} satisfies Record<RequestChannel, z.ZodType>

/** What the menu asks of the window. */
export const commands = [
  'new-experiment',
  'import-dataset',
  'train',
  'pause',
  'stop',
  'rename-experiment',
  'delete-experiment',
  'export-manifold',
  'export-scatter',
] as const
export type Command = (typeof commands)[number]

/** Images of a data set, for looking at. */
export interface DatasetSamples {
  height: number
  width: number
  /** Bytes, [count, height, width] row-major; `count` may be less than asked for. */
  images: Uint8Array
  /** Label of each, [count]. */
  labels: Uint8Array
}

/** A file the user chose in a dialog of the main process; the path stays there. */
export interface ChosenFile {
  handle: string
  fileName: string
  /** Bytes. */
  size: number
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

export interface About {
  version: string
  electron: string
  chrome: string
  node: string
  sqlite: string
  tensorflow: string
  workspace: string
}

export interface Responses extends Record<RequestChannel, unknown> {
  'app:about': About
  'datasets:list': DatasetSummary[]
  'datasets:import': DatasetSummary
  'datasets:samples': DatasetSamples
  /** null: the user closed the dialog. */
  'dialogs:choose-file': ChosenFile | null
  'experiments:list': Experiment[]
  'experiments:create': Experiment
  'experiments:rename': Experiment
  'experiments:delete': null
  'epochs:list': EpochMetrics[]
  /** 0-based epochs, ascending. */
  'snapshots:list': number[]
  'snapshots:get': SnapshotFigures
  'training:start': Experiment
  'training:pause': Experiment
  'training:stop': Experiment
  /** The jobs of this session, oldest first. */
  'exports:list': ExportJob[]
  /** null: the user closed the dialog. */
  'exports:start': ExportJob | null
  'exports:cancel': null
  'exports:reveal': null
}

export interface Events extends Record<EventChannel, unknown> {
  'app:command': Command
  'experiments:changed': Experiment
  'experiments:deleted': string
  'training:progress': TrainingProgress
  'training:epoch': { experimentId: string; metrics: EpochMetrics; hasSnapshot: boolean }
  /** Something the user should know, though the run goes on. */
  'training:warning': { experimentId: string; message: string }
  'exports:changed': ExportJob
}

export type RequestOf<C extends RequestChannel> = z.input<(typeof requestSchemas)[C]>
export type ResponseOf<C extends RequestChannel> = Responses[C]

/** Errors do not survive `ipcRenderer.invoke` with their kind, so every answer is one of these. */
export type Answer<C extends RequestChannel> = { ok: true; value: ResponseOf<C> } | { ok: false; error: SerializedError }

/** What the preload script gives the page as `window.workbench`. */
export interface WorkbenchApi {
  request<C extends RequestChannel>(channel: C, request: RequestOf<C>): Promise<Answer<C>>
  /** Returns the function that ends the subscription. */
  subscribe<C extends EventChannel>(channel: C, listener: (event: Events[C]) => void): () => void
}
