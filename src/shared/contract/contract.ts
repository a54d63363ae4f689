import type { z } from 'zod'
import type { SerializedError } from '../errors.ts'
import { appRequests, type AppEvents, type AppResponses } from './app.ts'
import type { EventChannel, RequestChannel } from './channels.ts'
import { datasetRequests, type ChosenFile, type DatasetEvents, type DatasetResponses } from './datasets.ts'
import { experimentRequests, type ExperimentEvents, type ExperimentResponses } from './experiments.ts'
import { exportRequests, type ExportEvents, type ExportResponses } from './exports.ts'
import { fileRequests, type FileResponses } from './files.ts'
import { inferenceRequests, type InferenceResponses } from './inference.ts'
import { scalarRequests, type ScalarResponses } from './scalars.ts'
import { snapshotRequests, type SnapshotResponses } from './snapshots.ts'
import { trainingRequests, type TrainingEvents, type TrainingResponses } from './training.ts'

/** What each request carries. Main refuses whatever does not parse; the window never names a path, only handles. */
export const requestSchemas = {
  ...appRequests,
  ...datasetRequests,
  ...experimentRequests,
  ...scalarRequests,
  ...snapshotRequests,
  ...trainingRequests,
  ...exportRequests,
  ...fileRequests,
  ...inferenceRequests,
} satisfies Record<RequestChannel, z.ZodType>

export type Responses = AppResponses &
  DatasetResponses &
  ExperimentResponses &
  ScalarResponses &
  SnapshotResponses &
  TrainingResponses &
  ExportResponses &
  FileResponses &
  InferenceResponses

export type Events = AppEvents & DatasetEvents & ExperimentEvents & TrainingEvents & ExportEvents

export type RequestOf<C extends RequestChannel> = z.input<(typeof requestSchemas)[C]>
export type ResponseOf<C extends RequestChannel> = Responses[C]

/** Errors do not survive `ipcRenderer.invoke` with their kind, so every answer is one of these. */
export type Answer<C extends RequestChannel> = { ok: true; value: ResponseOf<C> } | { ok: false; error: SerializedError }

/** A browser's File; what both sides agree on knows no DOM. */
export type DroppedFile = object

/** What the preload script gives the page as `window.workbench`. */
export interface WorkbenchApi {
  request<C extends RequestChannel>(channel: C, request: RequestOf<C>): Promise<Answer<C>>
  /** Returns the function that ends the subscription. */
  subscribe<C extends EventChannel>(channel: C, listener: (event: Events[C]) => void): () => void
  /** Hands over files that were dropped on the window; their paths go past the page. Folders are left out. */
  drop(files: DroppedFile[]): Promise<ChosenFile[]>
}
