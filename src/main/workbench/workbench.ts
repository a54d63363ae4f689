import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import { ExportManager } from '../export/manager.ts'
import { makeFolder } from '../make-folder.ts'
import { resourcesDirectory } from '../resources.ts'
import { Store } from '../store/store.ts'
import { prepareTensorFlowEnvironment } from '../tensorflow/environment.ts'
import { TrainingManager } from '../training/manager.ts'
import { workspaceFiles } from '../workspace-files.ts'

/** The application without its window: a workspace folder and the services on it. */
export class Workbench {
  private constructor(
    /** The workspace, absolute. */
    readonly directory: string,
    readonly store: Store,
    readonly datasets: DatasetCatalogue,
    readonly training: TrainingManager,
    readonly exports: ExportManager,
  ) {}

  /**
   * Opens a workspace, which is made if missing, and marks the runs that a dead program left behind as interrupted.
   * @throws WorkbenchError if the folder or its database cannot be used
   */
  static open(directory: string): Workbench {
    const workspace = resolve(directory)
    makeFolder(workspace)
    prepareTensorFlowEnvironment()
    const store = Store.open(workspaceFiles.database(workspace))
    const datasets = new DatasetCatalogue(store, workspace, resourcesDirectory())
    const training = new TrainingManager(workspace, store, datasets)
    training.recover()
    return new Workbench(workspace, store, datasets, training, new ExportManager(workspace))
  }

  /** Removes an experiment with everything of it but what was exported. @throws WorkbenchError while it trains */
  deleteExperiment(id: string): void {
    const { name, status } = this.store.experiments.get(id)
    if (status === 'queued' || status === 'training' || status === 'paused') {
      throw new WorkbenchError('busy', `“${name}” is ${status}. Stop it first, then delete it.`)
    }
    this.store.experiments.remove(id)
    rmSync(workspaceFiles.logs(this.directory, id), { recursive: true, force: true })
  }

  /** Ends what trains, keeping its whole epochs, and closes the store. Takes up to 5 s. */
  async close(): Promise<void> {
    await this.training.shutdown()
    this.store.close()
  }
}
