import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { LookOnly } from '../../shared/contract/app.ts'
import type { ImportedExperiment } from '../../shared/contract/experiments.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import { DatasetImporter } from '../datasets/importer.ts'
import { settleKilledImports } from '../datasets/killed-imports.ts'
import { SamplesThread } from '../datasets/samples-thread.ts'
import { importInThread } from '../archive/import-thread.ts'
import type { JobOptions } from '../jobs/job-thread.ts'
import { FrameThread } from '../export/frames/frame-thread.ts'
import { ExportManager } from '../export/manager.ts'
import { resourcesDirectory } from '../resources.ts'
import { Store } from '../store/store.ts'
import { prepareTensorFlowEnvironment } from '../tensorflow/environment.ts'
import { TrainingManager } from '../training/manager.ts'
import { removeAbandoned } from '../unfinished.ts'
import { Upkeep } from '../upkeep/upkeep.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { claimWorkspace, refusalOf, unwritable, type Claim, type ClaimOptions } from './claim.ts'
import { lookAt } from './look.ts'

/** How long a deleted experiment can be restored: longer than the window offers it. */
const restorableMilliseconds = 30_000
/** Between two parts of an experiment that is removed for good, for others to have their turn. */
const removalPauseMilliseconds = 20
/** Closing waits this long for a cancelled import, which leaves no trace once it has ended. */
const importPatienceMilliseconds = 4000

/** The application without its window: a workspace folder and the services on it. */
export class Workbench {
  private closing = false
  private readonly cancelImports = new AbortController()
  private readonly imports = new Set<Promise<unknown>>()
  /** Imports of data sets beside the caller. */
  readonly datasetImporter: DatasetImporter
  readonly datasetSamples = new SamplesThread()
  readonly upkeep: Upkeep

  private constructor(
    /** Where its files are found, absolute: the workspace, or what stands for it where it is only looked at. */
    readonly directory: string,
    /** Why nothing can be changed; null where all can be. */
    readonly lookOnly: LookOnly | null,
    private readonly end: () => void,
    readonly store: Store,
    readonly datasets: DatasetCatalogue,
    readonly training: TrainingManager,
    readonly exports: ExportManager,
    readonly frames: FrameThread,
  ) {
    this.datasetImporter = new DatasetImporter(datasets)
    this.upkeep = new Upkeep(workspaceFiles.database(directory))
  }

  /**
   * Opens a workspace, which is made if missing, and marks the runs that a dead program left behind as interrupted. Where
   * another program works in it, or nothing can be written, it is opened to look.
   * @throws WorkbenchError if the folder or its database cannot be used
   */
  static open(directory: string, options: ClaimOptions = {}): Workbench {
    return Workbench.of(claimWorkspace(directory, options))
  }

  /** Opens a workspace that is claimed. */
  static of({ directory, lock, lookOnly }: Claim): Workbench {
    prepareTensorFlowEnvironment()
    if (lookOnly !== null || lock === null) return Workbench.look(directory, lookOnly)
    let store: Store | null = null
    try {
      store = Store.open(workspaceFiles.database(directory))
      store.markInterrupted()
      for (const folder of workspaceFiles.withUnfinished(directory)) removeAbandoned(folder)
      settleKilledImports(directory, store)
      return Workbench.on(directory, store, null, () => lock.release())
    } catch (thrown) {
      store?.close()
      lock.release()
      return Workbench.look(directory, unwritable(directory, thrown))
    }
  }

  private static look(workspace: string, lookOnly: LookOnly | null): Workbench {
    const { directory, store, discard } = lookAt(workspace)
    return Workbench.on(directory, store, lookOnly, discard)
  }

  private static on(directory: string, store: Store, lookOnly: LookOnly | null, end: () => void): Workbench {
    const datasets = new DatasetCatalogue(store, directory, resourcesDirectory())
    const training = new TrainingManager(directory, store, datasets)
    return new Workbench(directory, lookOnly, end, store, datasets, training, new ExportManager(directory), new FrameThread(directory))
  }

  /** @throws WorkbenchError `look-only` that says why nothing can be changed */
  refuseLookOnly(): void {
    if (this.lookOnly !== null) throw refusalOf(this.lookOnly)
  }

  /** Removes an experiment with everything of it but what was exported. @throws WorkbenchError while it trains */
  deleteExperiment(id: string): void {
    this.refuseLive(id)
    this.store.experiments.remove(id)
    this.removeLogs(id)
  }

  /** Deletes an experiment so that it can be restored for a while. @throws WorkbenchError while it trains */
  deleteForNow(id: string): void {
    this.refuseLive(id)
    this.store.deleted.add(id)
    this.moveLogs(workspaceFiles.logs(this.directory, id), workspaceFiles.deletedLogs(this.directory, id))
    this.removeDeletedLater()
  }

  /** Puts an experiment back that was deleted a short while ago. @throws WorkbenchError if it is gone for good */
  restore(id: string): Experiment {
    this.store.deleted.restore(id)
    this.moveLogs(workspaceFiles.deletedLogs(this.directory, id), workspaceFiles.logs(this.directory, id))
    return this.store.experiments.get(id)
  }

  /** Removes for good what was deleted before this start: now, or as soon as it cannot be restored any more. */
  async removeLeftovers(): Promise<void> {
    this.removeDeletedLater()
    await this.removeDeleted()
  }

  /** Removes for good what was deleted longer ago than it can be restored, bit by bit: there can be hundreds of megabytes. */
  async removeDeleted(): Promise<void> {
    const ids = this.closing || this.lookOnly !== null ? [] : this.store.deleted.until(Date.now() - restorableMilliseconds)
    for (const id of ids) {
      while (!this.closing && this.store.deleted.removePart(id)) await wait(removalPauseMilliseconds)
      if (this.closing) return
      this.removeLogs(id)
    }
    if (ids.length > 0) await this.giveRoomBack()
  }

  /** What was removed is room for the disk, too, which may be full; bit by bit, as long as somebody needs the thread. */
  private async giveRoomBack(): Promise<void> {
    while (!this.closing && this.store.shrinkStep()) await wait(removalPauseMilliseconds)
  }

  /** Adds the experiment in a file that `export` wrote. @throws WorkbenchError if it is no whole archive, or `cancelled` */
  async importExperiment(file: string, { signal, ...options }: JobOptions = {}): Promise<ImportedExperiment> {
    const signals = [this.cancelImports.signal, ...(signal === undefined ? [] : [signal])]
    const importing = importInThread({ directory: this.directory, file }, { ...options, signal: AbortSignal.any(signals) })
    this.imports.add(importing)
    try {
      return await importing
    } finally {
      this.imports.delete(importing)
    }
  }

  /** Ends what trains, keeping its whole epochs, cancels imports, and closes the store. Takes up to 5 s. */
  async close(): Promise<void> {
    this.closing = true
    this.cancelImports.abort()
    const importing = [...this.imports, this.datasetImporter.close()]
    const imported = Promise.race([Promise.allSettled(importing), wait(importPatienceMilliseconds, null, { ref: false })])
    const threads = [this.frames, this.datasetSamples, this.upkeep]
    await Promise.all([this.training.shutdown(), imported, ...threads.map((thread) => thread.close())])
    this.store.close()
    this.end()
  }

  private removeDeletedLater(): void {
    // What cannot be removed then is tried again at the next start.
    setTimeout(() => void this.removeDeleted().catch(() => undefined), restorableMilliseconds + 1000).unref()
  }

  /** @throws WorkbenchError while it trains, or waits to */
  refuseLive(id: string): void {
    const { name, status } = this.store.experiments.get(id)
    if (status === 'queued' || status === 'training' || status === 'paused') {
      throw new WorkbenchError('busy', `“${name}” is ${status}. Stop it first, then delete it.`)
    }
  }

  /** Where that cannot be they stay, and are removed with the run: nothing depends on them. */
  private moveLogs(from: string, to: string): void {
    try {
      if (!existsSync(from)) return
      mkdirSync(dirname(to), { recursive: true })
      renameSync(from, to)
    } catch {
      // As said.
    }
  }

  private removeLogs(id: string): void {
    for (const logs of [workspaceFiles.logs, workspaceFiles.deletedLogs]) rmSync(logs(this.directory, id), { recursive: true, force: true })
    try {
      rmdirSync(dirname(workspaceFiles.deletedLogs(this.directory, id)))
    } catch {
      // It is not there, or holds those of others.
    }
  }
}
