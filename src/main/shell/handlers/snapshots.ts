import type { snapshotRequests } from '../../../shared/contract/snapshots.ts'
import { snapshotFigures } from '../../workbench/figures.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function snapshotHandlers({ workbench }: HandlerServices): HandlersOf<typeof snapshotRequests> {
  const { store, datasets } = workbench
  return {
    'snapshots:list': ({ experimentId }) => store.snapshots.epochs(experimentId),
    'snapshots:get': ({ experimentId, epoch }) => snapshotFigures(store, datasets, experimentId, epoch),
  }
}
