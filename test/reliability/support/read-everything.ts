import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { Store } from '../../../src/main/store/store.ts'
import { snapshotFigures } from '../../../src/main/workbench/figures.ts'
import { restoreStates } from '../../../src/main/training/callback-list.ts'
import { allCallbacks } from '../../support/all-callbacks.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import { experimentConfigurationSchema } from '../../../src/shared/experiment/configuration.ts'
import { scalarColumns } from '../../../src/shared/contract/scalars.ts'

/**
 * Reads all that the window would show of an experiment that was imported.
 * @returns what could not be read; null: all could
 */
export function unreadable(workspace: string, id: string): string | null {
  const store = Store.open(workspaceFiles.database(workspace))
  try {
    const datasets = new DatasetCatalogue(store, workspace, resourcesDirectory())
    const experiment = store.experiments.list().find((each) => each.id === id)
    if (experiment === undefined) return 'it is not in the list'
    if (!experimentConfigurationSchema.safeParse(experiment.configuration).success) return 'its configuration is none'
    const metrics = store.epochs.list(id).flatMap(({ valKlPerDimension, ...numbers }) => [...Object.values(numbers), ...(valKlPerDimension ?? [])])
    if (!metrics.every((value) => typeof value === 'number' && Number.isFinite(value))) return 'a metric is no number'
    store.epochs.sparkline(id)
    store.epochs.series({ experimentId: id, fromEpoch: 0, columns: [...scalarColumns], perDimension: true })
    for (const epoch of store.snapshots.epochs(id)) {
      snapshotFigures(store, datasets, id, epoch)
      store.snapshots.weights(id, epoch)
    }
    // Without any, as somebody may forge it, a run has curves and figures and cannot be resumed, which resuming says.
    const checkpoint = store.checkpoints.list(id).length > 0 ? store.checkpoints.latest(id) : null
    const { callbacks, run } = allCallbacks(experiment.configuration)
    restoreStates(callbacks, checkpoint?.callbacks ?? {})
    for (const callback of callbacks) void callback.onEpochBegin?.(0)
    if (!(run.learningRate >= 0 && run.learningRate <= 1)) return `it would go on with a learning rate of ${run.learningRate}`
    store.learningRates.list(id)
    datasets.list()
    return null
  } catch (thrown) {
    return `it was imported, and cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  } finally {
    store.close()
  }
}
