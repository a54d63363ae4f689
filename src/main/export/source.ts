import { WorkbenchError } from '../../shared/errors.ts'
import { classesOf, type DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import { resourcesDirectory } from '../resources.ts'
import type { RestoredCheckpoint, SnapshotFigureData, TensorBundle } from '../store/records.ts'
import { Store } from '../store/store.ts'
import { workspaceFiles } from '../workspace-files.ts'

/** What there is to export of one experiment. It only reads, so the run may go on meanwhile. */
export class ExportSource {
  private constructor(
    private readonly store: Store,
    private readonly catalogue: DatasetCatalogue,
    readonly experiment: Experiment,
  ) {}

  /** @throws WorkbenchError if there is no such workspace or experiment */
  static open(workspace: string, experimentId: string): ExportSource {
    const store = Store.open(workspaceFiles.database(workspace), { readOnly: true })
    try {
      const catalogue = new DatasetCatalogue(store, workspace, resourcesDirectory())
      return new ExportSource(store, catalogue, store.experiments.get(experimentId))
    } catch (error) {
      store.close()
      throw error
    }
  }

  close(): void {
    this.store.close()
  }

  /** The data set's size of image and the like. */
  dataset(): DatasetSummary {
    return this.catalogue.get(this.experiment.configuration.dataset)
  }

  /** Label of every test image. */
  testLabels(): Uint8Array {
    return this.catalogue.testLabels(this.experiment.configuration.dataset)
  }

  /** The labels that images of the data set have, ascending. */
  classes(): number[] {
    return classesOf(this.dataset(), this.testLabels())
  }

  /** All epochs, in order. @throws WorkbenchError if there is none */
  epochs(): EpochMetrics[] {
    const epochs = this.store.epochs.list(this.experiment.id)
    if (epochs.length === 0) throw this.nothing('epochs')
    return epochs
  }

  /** Epochs that have a snapshot, ascending, 0-based; maybe none. */
  snapshotEpochs(): number[] {
    return this.store.snapshots.epochs(this.experiment.id)
  }

  snapshot(epoch: number): SnapshotFigureData {
    return this.store.snapshots.get(this.experiment.id, epoch)
  }

  /** The newest snapshot, or the newest that is not after `epoch`. @throws WorkbenchError if there is none */
  snapshotUpTo(epoch: number | null): SnapshotFigureData {
    const found = this.snapshotEpochs().findLast((each) => epoch === null || each <= epoch)
    if (found === undefined) throw this.nothing('snapshots')
    return this.snapshot(found)
  }

  /** The weights that a snapshot keeps. @throws WorkbenchError if it keeps none */
  weights(epoch: number): TensorBundle {
    const weights = this.store.snapshots.weights(this.experiment.id, epoch)
    if (weights !== null) return weights
    throw new WorkbenchError(
      'unknown-snapshot',
      `“${this.experiment.name}” keeps no weights with its snapshots. Export those of the newest epoch.`,
    )
  }

  /** What training would go on from. @throws WorkbenchError if there is nothing yet */
  checkpoint(): RestoredCheckpoint {
    const checkpoint = this.store.checkpoints.latest(this.experiment.id)
    if (checkpoint === null) throw this.nothing('weights')
    return checkpoint
  }

  nothing(what: 'epochs' | 'snapshots' | 'weights'): WorkbenchError {
    const { name } = this.experiment
    return new WorkbenchError(
      'unknown-snapshot',
      `“${name}” has no ${what} yet. Train it for at least one epoch, then export again.`,
    )
  }
}
