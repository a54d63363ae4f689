import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import { Profiler } from '../../../src/main/profile/profiler.ts'
import { InferenceService } from '../../../src/main/inference/service.ts'
import { registerDroppedFiles } from '../../../src/main/shell/dropped-files.ts'
import { ExportJobs } from '../../../src/main/shell/export-jobs.ts'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'
import { createHandlers } from '../../../src/main/shell/handlers/handlers.ts'
import { answerRequests } from '../../../src/main/shell/ipc.ts'
import { readLicences } from '../../../src/main/shell/licences.ts'
import { LogFile } from '../../../src/main/shell/log-file.ts'
import { OpenedFiles } from '../../../src/main/shell/opened-files.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { droppedFilesChannel, type RequestChannel } from '../../../src/shared/contract/channels.ts'
import type { RequestOf } from '../../../src/shared/contract/contract.ts'
import type { ExportJob } from '../../../src/shared/contract/exports.ts'
import type { SerializedError } from '../../../src/shared/errors.ts'
import type { Known } from './fitting-requests.ts'
import { TrainingWorkspace } from './training-workspace.ts'

type Answer = { ok: true; value: unknown } | { ok: false; error: SerializedError }
type Listener = (event: object, request: unknown) => Promise<Answer>

/**
 * The request channels as the application has them, in a process without a window: their schemas, their handlers, and
 * every service behind those. Only the system's dialogs are not there: whoever is asked chooses a file of the name that is offered.
 */
export class Channels {
  /** Whether what comes in comes from the window's own page. */
  trusted = true
  /** Files that were written where the user chose. */
  written = 0
  readonly inferenceExits: (number | null)[] = []
  private readonly listeners = new Map<string, Listener>()
  private readonly inference: InferenceService
  private readonly jobs: ExportJobs
  private readonly files = new FileHandles()
  /** Where the user saves. */
  private readonly outside: string

  private constructor(
    readonly workspace: string,
    private readonly workbench: Workbench,
    private readonly experimentId: string,
  ) {
    this.outside = join(dirname(workspace), 'outside')
    mkdirSync(this.outside, { recursive: true })
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
    const place = (name: string) => Promise.resolve(join(this.outside, name))
    registerDroppedFiles({ handle }, () => this.trusted, this.files)
    answerRequests(
      { handle },
      () => this.trusted,
      createHandlers({
        ...{ workbench, jobs: this.jobs, inference: this.inference, files: this.files, log },
        profiler: new Profiler(workbench, startNodeInference),
        openedFiles: new OpenedFiles(this.files, () => undefined),
        dialogs: {
          chooseFile: () => Promise.resolve(join(`${workspace}-idx`, 'train-images-idx3-ubyte')),
          chooseDestination: (kind, format) => place(`${kind}.${format}`),
          chooseSavePlace: (fileName) => place(`saved${extname(fileName)}`),
          reveal: () => undefined,
        },
        publish: () => undefined,
        about: () => ({ version: '1', electron: '', fallbackRuntime: false, chrome: '', node: '', sqlite: '', tensorflow: '', workspace }),
        surroundings: {
          state: () => ({ directory: workspace, lookOnly: null, isGone: false, installation: null, unsuitableProcessor: null }),
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
    const begun = await this.request('exports:begin-video', { experimentId, kind: 'manifold', format: 'webm', total: 10 })
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

  /** Drops files on the window, as the preload script says. @returns the paths that their handles stand for */
  drop(request: unknown): string[] {
    const listener = this.listeners.get(droppedFilesChannel) as unknown as (event: object, request: unknown) => { handle: string }[]
    return listener({}, request).map(({ handle }) => this.files.path(handle))
  }

  /**
   * Ends what an accepted request has begun, so that the next finds the workbench as it was.
   * @returns what is wrong with it; null if nothing is
   */
  async settle(channel: RequestChannel, request: unknown, value: unknown): Promise<string | null> {
    if (channel === 'exports:start') return this.exported(value as ExportJob)
    if (channel === 'exports:begin-video') await this.request('exports:cancel', { exportId: (value as ExportJob).exportId })
    if (channel === 'files:save') return this.saved(value as string, request as RequestOf<'files:save'>)
    const { training, store } = this.workbench
    for (const { id } of store.experiments.list()) if (training.isLive(id)) training.abort(id)
    await training.whenIdle()
    // What was deleted comes back; what was made goes.
    if (channel === 'experiments:delete') await this.request('experiments:restore', { experimentId: this.experimentId })
    if (channel === 'experiments:create') {
      for (const { id } of store.experiments.list()) if (id !== this.experimentId) store.experiments.remove(id)
    }
    return null
  }

  /** Waits for the thread that writes. What it has written is taken away; a failure has to be one that users know. */
  private async exported({ exportId, fileName }: ExportJob): Promise<string | null> {
    let job: ExportJob | undefined
    do {
      await wait(2)
      job = this.jobs.list().find((each) => each.exportId === exportId)
    } while (job?.state === 'running')
    const left = readdirSync(this.outside).filter((name) => name.includes(fileName))
    for (const name of left) rmSync(join(this.outside, name))
    if (job?.state === 'failed' && job.error?.code !== 'internal') return left.length === 0 ? null : `a failed export has left ${left.join(', ')}`
    if (job?.state !== 'done' || left.length !== 1) return `the export is ${String(job?.state)}: ${String(job?.error?.message)}, and has left ${left.join(', ')}`
    this.written++
    return null
  }

  private saved(name: string, { data }: RequestOf<'files:save'>): string | null {
    const path = join(this.outside, name)
    const wrong = Buffer.compare(readFileSync(path), data) === 0 ? null : 'other bytes were saved than came in'
    rmSync(path)
    this.written++
    return wrong
  }

  async close(): Promise<void> {
    this.inference.close()
    await this.jobs.cancelAll()
    await this.workbench.close()
  }
}
