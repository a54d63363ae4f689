import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import { InferenceService } from '../../../src/main/inference/service.ts'
import { ExportJobs } from '../../../src/main/shell/export-jobs.ts'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'
import { createHandlers } from '../../../src/main/shell/handlers/handlers.ts'
import { answerRequests } from '../../../src/main/shell/ipc.ts'
import { readLicences } from '../../../src/main/shell/licences.ts'
import { LogFile } from '../../../src/main/shell/log-file.ts'
import { OpenedFiles } from '../../../src/main/shell/opened-files.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import type { RequestChannel } from '../../../src/shared/contract/channels.ts'
import type { SerializedError } from '../../../src/shared/errors.ts'
import type { Known } from './fitting-requests.ts'
import { TrainingWorkspace } from './training-workspace.ts'

type Answer = { ok: true; value: unknown } | { ok: false; error: SerializedError }
type Listener = (event: object, request: unknown) => Promise<Answer>

/**
 * The request channels as the application has them, in a process without a window: their schemas, their handlers, and
 * every service behind those. Only the system's dialogs are not there: they answer with `chosen`.
 */
export class Channels {
  /** What the user chooses next; null: the dialog is closed. */
  chosen: string | null = null
  readonly inferenceExits: (number | null)[] = []
  private readonly listeners = new Map<string, Listener>()
  private readonly inference: InferenceService
  private readonly jobs: ExportJobs
  private readonly files = new FileHandles()

  private constructor(
    readonly workspace: string,
    private readonly workbench: Workbench,
    private readonly experimentId: string,
  ) {
    const log = new LogFile(join(workspace, 'workbench.log'))
    this.inference = new InferenceService(workspace, (...start) => {
      const child = startNodeInference(...start)
      return {
        ...child,
        onExit: (listener) =>
          child.onExit((code) => {
            this.inferenceExits.push(code)
            listener(code)
          }),
      }
    })
    this.jobs = new ExportJobs(workbench.exports, () => undefined)
    const handle = (channel: string, listener: unknown) => void this.listeners.set(channel, listener as Listener)
    const choose = () => Promise.resolve(this.chosen)
    answerRequests(
      { handle },
      () => true,
      createHandlers({
        ...{ workbench, jobs: this.jobs, inference: this.inference, files: this.files, log },
        openedFiles: new OpenedFiles(this.files, () => undefined),
        dialogs: { chooseFile: choose, chooseDestination: choose, chooseSavePlace: choose, reveal: () => undefined },
        publish: () => undefined,
        about: () => ({ version: '1', electron: '', fallbackRuntime: false, chrome: '', node: '', sqlite: '', tensorflow: '', workspace }),
        surroundings: {
          state: () => ({ directory: workspace, lookOnly: null, isGone: false, installation: null }),
          reopen: () => undefined,
          openLookOnlyWindow: () => undefined,
        },
        licences: () => readLicences(join(import.meta.dirname, '../../../out')),
        setMenu: () => undefined,
      }),
      (channel, error) => log.write('error', `${channel}: ${error.message}`),
    )
  }

  /** A workspace with a run of two epochs, trained for real, with snapshots and weights. */
  static async open(directory: string): Promise<Channels> {
    mkdirSync(dirname(directory), { recursive: true })
    const made = await TrainingWorkspace.create(directory)
    const id = await made.addExperiment({ epochs: 2, snapshots: { schedule: { kind: 'every', epochs: 1 }, weights: true } })
    await made.train(id, 2)
    return new Channels(directory, Workbench.open(directory), id)
  }

  /** What requests name: the run, files that were chosen, exports that were begun. */
  async prepare(): Promise<Known> {
    const { experimentId, workspace } = this
    const [experiment] = this.workbench.store.experiments.list()
    if (experiment === undefined) throw new Error('There is no run.')
    const idx = (name: string) => this.files.add(join(`${workspace}-idx`, name))
    this.chosen = join(dirname(workspace), 'film.webm')
    const begun = await this.request('exports:begin-video', { experimentId, kind: 'manifold', format: 'webm', total: 10 })
    this.chosen = null
    if (!begun.ok) throw new Error(begun.error.message)
    return {
      ...{ experimentId, configuration: experiment.configuration, datasetId: experiment.configuration.dataset },
      exportId: (begun.value as { exportId: string }).exportId,
      images: idx('t10k-labels-idx1-ubyte'),
      labels: idx('t10k-images-idx3-ubyte'),
    }
  }

  async request(channel: RequestChannel, request: unknown): Promise<Answer> {
    const listener = this.listeners.get(channel)
    if (listener === undefined) throw new Error(`Nobody answers ${channel}.`)
    return listener({}, request)
  }

  /** Ends what an accepted request has begun, so that the next finds the workbench as it was. */
  async settle(channel: RequestChannel): Promise<void> {
    const { training, store } = this.workbench
    for (const { id } of store.experiments.list()) if (training.isLive(id)) training.abort(id)
    await training.whenIdle()
    // What was deleted comes back; what was made goes.
    if (channel === 'experiments:delete') await this.request('experiments:restore', { experimentId: this.experimentId })
    if (channel === 'experiments:create') {
      for (const { id } of store.experiments.list()) if (id !== this.experimentId) store.experiments.remove(id)
    }
  }

  async close(): Promise<void> {
    this.inference.close()
    await this.jobs.cancelAll()
    await this.workbench.close()
  }
}
