import type { Handlers } from '../ipc.ts'
import { appHandlers } from './app.ts'
import { datasetHandlers } from './datasets.ts'
import { experimentHandlers } from './experiments.ts'
import { exportHandlers } from './exports.ts'
import { fileHandlers } from './files.ts'
import { inferenceHandlers } from './inference.ts'
import { scalarHandlers } from './scalars.ts'
import type { HandlerServices } from './services.ts'
import { snapshotHandlers } from './snapshots.ts'
import { trainingHandlers } from './training.ts'
import { guardWrites } from './writing.ts'

/** Joins each request channel to the service that answers it: one file an area of the contract. */
export function createHandlers(services: HandlerServices): Handlers {
  const handlers: Handlers = {
    ...appHandlers(services),
    ...datasetHandlers(services),
    ...experimentHandlers(services),
    ...scalarHandlers(services),
    ...snapshotHandlers(services),
    ...trainingHandlers(services),
    ...exportHandlers(services),
    ...fileHandlers(services),
    ...inferenceHandlers(services),
  }
  const { workbench } = services
  return guardWrites(handlers, () => workbench.refuseLookOnly(), () => workbench.store.refuseMoved())
}
