import { z } from 'zod'
import type { SnapshotFigures } from '../experiment/snapshot.ts'
import { epoch, experimentId, ofExperiment } from './primitives.ts'

export const snapshotRequests = {
  'snapshots:list': ofExperiment,
  'snapshots:get': z.strictObject({ experimentId, epoch }),
}

export interface SnapshotResponses {
  /** 0-based epochs, ascending. */
  'snapshots:list': number[]
  'snapshots:get': SnapshotFigures
}
