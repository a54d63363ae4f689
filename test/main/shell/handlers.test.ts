import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExportJobs } from '../../../src/main/shell/export-jobs.ts'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import { Profiler } from '../../../src/main/profile/profiler.ts'
import { InferenceService } from '../../../src/main/inference/service.ts'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'
import { OpenedFiles } from '../../../src/main/shell/opened-files.ts'
import { LogFile } from '../../../src/main/shell/log-file.ts'
import { createHandlers } from '../../../src/main/shell/handlers/handlers.ts'
import { answerRequests } from '../../../src/main/shell/ipc.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { requestChannels, type RequestChannel } from '../../../src/shared/contract/channels.ts'
import type { Answer, RequestOf, ResponseOf } from '../../../src/shared/contract/contract.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

type Listener = (event: unknown, request: unknown) => Promise<unknown>

const configuration = presets[0]?.configuration
if (configuration === undefined) throw new Error('There is no preset.')

describe('the requests of the page, answered by the real services', () => {
  let workspace: string
  let workbench: Workbench
  let inference: InferenceService
  let trusted: boolean
  let chosen: string | null
  let published: [string, unknown][]
  let failures: [string, string][]
  const listeners = new Map<string, Listener>()

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'handlers-'))
    workbench = Workbench.open(workspace)
    inference = new InferenceService(workspace, startNodeInference)
    trusted = true
    chosen = null
    published = []
    failures = []
    const files = new FileHandles()
    const publish = (channel: string, event: unknown) => published.push([channel, event])
    answerRequests(
      { handle: (channel: string, listener: unknown) => void listeners.set(channel, listener as Listener) },
      () => trusted,
      createHandlers({
        workbench,
        jobs: new ExportJobs(workbench.exports, (job) => publish('exports:changed', job)),
        inference,
        profiler: new Profiler(workbench, startNodeInference),
        files,
        openedFiles: new OpenedFiles(files, () => undefined),
        dialogs: {
          chooseFile: () => Promise.resolve(chosen),
          chooseDestination: () => Promise.resolve(chosen),
          chooseSavePlace: () => Promise.resolve(chosen),
          reveal: () => undefined,
        },
        publish,
        about: () => ({ version: '1', electron: '', fallbackRuntime: false, chrome: '', node: '', sqlite: '', tensorflow: '', workspace }),
        surroundings: {
          state: () => ({ directory: workspace, lookOnly: workbench.lookOnly, isGone: false, installation: null, unsuitableProcessor: null }),
          reopen: () => undefined,
          openLookOnlyWindow: () => undefined,
        },
        licences: () => [],
        log: new LogFile(join(workspace, 'workbench.log')),
        setMenu: (contents) => void published.push(['menu', contents]),
      }),
      (channel, { code }) => failures.push([channel, code]),
    )
  })

  afterEach(async () => {
    inference.close()
    await workbench.close()
    rmSync(workspace, { recursive: true, force: true })
  })

  async function request<C extends RequestChannel>(channel: C, request?: RequestOf<C>): Promise<Answer<C>> {
    return (await listeners.get(channel)?.({}, request)) as Answer<C>
  }

  async function value<C extends RequestChannel>(channel: C, body?: RequestOf<C>): Promise<ResponseOf<C>> {
    const answer = await request(channel, body)
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }

  const code = async (channel: RequestChannel, body?: unknown) => {
    const answer = await request(channel, body as never)
    return answer.ok ? 'ok' : answer.error.code
  }

  it('have an answer on every channel', () => {
    expect([...listeners.keys()].sort()).toEqual([...requestChannels].sort())
  })

  it('create, list, rename and delete experiments', async () => {
    const { id } = await value('experiments:create', { name: '  First ', configuration, origin: null })
    expect(await value('experiments:list')).toMatchObject([{ id, name: 'First', status: 'created', epochsDone: 0 }])
    expect(await value('experiments:rename', { experimentId: id, name: 'Second' })).toMatchObject({ name: 'Second' })
    expect(await value('epochs:list', { experimentId: id, fromEpoch: 0 })).toEqual([])
    const runs = [{ experimentId: id, fromEpoch: 0 }]
    const [series] = await value('epochs:series', { runs, columns: ['loss'], perDimension: true })
    expect(series).toMatchObject({ experimentId: id, length: 0, columns: { loss: new Float64Array(0) }, perDimension: null })
    expect(await value('references:list')).toHaveLength(2)
    expect(await value('snapshots:list', { experimentId: id })).toEqual([])
    expect(await code('snapshots:get', { experimentId: id, epoch: 0 })).toBe('unknown-snapshot')
    expect(await value('experiments:annotate', { experimentId: id, notes: 'Why' })).toMatchObject({ notes: 'Why', colour: 0 })
    expect(await value('experiments:annotate', { experimentId: id, colour: 3 })).toMatchObject({ notes: 'Why', colour: 3 })
    await value('experiments:set-hidden', { experimentIds: [id], hidden: true })
    expect(await value('experiments:list')).toMatchObject([{ id, hidden: true }])
    await value('experiments:delete', { experimentId: id })
    expect(await value('experiments:list')).toEqual([])
    expect(published).toEqual([['experiments:deleted', id]])
    expect(await value('experiments:restore', { experimentId: id })).toMatchObject({ id, name: 'Second', notes: 'Why' })
    expect(await value('experiments:list')).toHaveLength(1)
  })

  it('import a data set through handles and show its samples', async () => {
    const dataset = syntheticDataset({ size: 6, train: 50, test: 20 })
    const files = writeIdxFiles(join(workspace, 'idx'), dataset)
    const choose = async (path: string) => {
      chosen = path
      return (await value('dialogs:choose-file', { title: 'Choose' }))?.handle ?? ''
    }
    const [images, labels] = [await choose(files.images), await choose(files.labels)]
    const test = { images: await choose(files.testImages), labels: await choose(files.testLabels) }
    const summary = await value('datasets:import', { name: 'Rows', images, labels, test })
    expect(summary).toMatchObject({ name: 'Rows', source: 'imported', trainCount: 50, testCount: 20, height: 6, width: 6 })
    expect((await value('datasets:list')).map(({ name }) => name)).toEqual(['MNIST', 'Rows'])

    const samples = await value('datasets:samples', { datasetId: summary.id, label: null, count: 10 })
    expect(samples.labels).toEqual(dataset.train.labels.subarray(0, 10))
    expect(samples.images).toEqual(dataset.train.images.subarray(0, 360))
    const label = dataset.train.labels[3] ?? 0
    const ofLabel = await value('datasets:samples', { datasetId: summary.id, label, count: 1000 })
    expect(new Set(ofLabel.labels)).toEqual(new Set([label]))
    expect(ofLabel.labels).toHaveLength(summary.trainClassCounts[label] ?? -1)
    expect(await code('datasets:samples', { datasetId: 'none', label: null, count: 1 })).toBe('unknown-dataset')
  })

  it('change nothing when a dialog is closed', async () => {
    const { id } = await value('experiments:create', { name: 'First', configuration, origin: null })
    expect(await value('dialogs:choose-file', { title: 'Choose' })).toBeNull()
    expect(await value('exports:start', { experimentId: id, kind: 'manifold', format: 'gif', options: {} })).toBeNull()
    expect(await value('exports:list')).toEqual([])
  })

  it('save a file of the page’s where the user says, and nowhere else', async () => {
    const data = Uint8Array.of(1, 2, 3)
    chosen = join(workspace, 'figure.png')
    expect(await value('files:save', { name: 'manifold', extension: 'png', data })).toBe('figure.png')
    expect(readFileSync(chosen)).toEqual(Buffer.from(data))
    chosen = null
    expect(await value('files:save', { name: 'manifold', extension: 'png', data })).toBeNull()
  })

  it('save nothing over the workspace’s own files, nor under another ending', async () => {
    const { id } = await value('experiments:create', { name: 'First', configuration, origin: null })
    const film = { experimentId: id, kind: 'manifold', format: 'webm', total: 1 } as const
    const own = ['workbench.sqlite', 'workbench.sqlite-wal', 'workbench.sqlite.backup', 'workspace.lock', 'workspace.lock.json', 'workbench.log', 'logs/x.webm', 'datasets/x.json']
    const before = readFileSync(join(workspace, 'workbench.sqlite'))
    mkdirSync(join(workspace, 'logs'))
    mkdirSync(join(workspace, 'datasets'))
    for (const name of [...own, 'film.gif', 'film', 'film.json.exe']) {
      chosen = join(workspace, name)
      const there = existsSync(chosen)
      expect(await code('files:save', { name: 'x', extension: 'json', data: new Uint8Array(1) }), name).toBe('usage')
      expect(await code('exports:begin-video', film), name).toBe('usage')
      expect(existsSync(chosen), name).toBe(there)
    }
    expect(readFileSync(join(workspace, 'workbench.sqlite'))).toEqual(before)
    expect(await value('exports:list')).toEqual([])
    chosen = join(workspace, 'film.webm')
    expect(await value('exports:begin-video', film)).toMatchObject({ fileName: 'film.webm', state: 'running' })
  })

  it('are refused from anybody but the page', async () => {
    trusted = false
    for (const channel of requestChannels) expect(await code(channel)).toBe('permission-denied')
    trusted = true
    expect(await value('experiments:list')).toEqual([])
  })

  it('change nothing where the workspace is gone, and make no other in its place', async () => {
    const { id } = await value('experiments:create', { name: 'Run', configuration, origin: null })
    chosen = join(workspace, 'workbench.sqlite')
    const file = (await value('dialogs:choose-file', { title: 'Choose' }))?.handle ?? ''
    const elsewhere = `${workspace} elsewhere`
    renameSync(workspace, elsewhere)
    try {
      expect(await code('experiments:rename', { experimentId: id, name: 'Other' })).toBe('not-found')
      expect(await code('training:start', { experimentId: id, totalEpochs: null })).toBe('not-found')
      expect(await code('experiments:import', { file })).toBe('not-found')
      expect(await code('datasets:import', { name: 'Rows', images: file, labels: file, test: null })).toBe('not-found')
      // A run is halted anywhere.
      expect(await code('training:stop', { experimentId: id })).toBe('usage')
      expect(existsSync(workspace)).toBe(false)
    } finally {
      renameSync(elsewhere, workspace)
    }
    expect((await value('experiments:list')).map(({ name }) => name)).toEqual(['Run'])
  })

  it('are noted when they fail, but not when nobody wants them any more', async () => {
    expect(await code('training:stop', { experimentId: 'aaaaaaaa' })).toBe('unknown-experiment')
    inference.close()
    expect(await code('inference:warm', { experimentId: 'aaaaaaaa', epoch: 0 })).toBe('cancelled')
    expect(failures).toEqual([['training:stop', 'unknown-experiment']])
  })

  it.each<[RequestChannel, unknown]>([
    ['experiments:list', {}],
    ['experiments:create', { name: 'x', configuration: { ...configuration, epochs: 0 }, origin: null }],
    ['experiments:create', { name: '', configuration, origin: null }],
    ['experiments:annotate', { experimentId: 'aaaaaaaa', colour: 16 }],
    ['experiments:delete', { experimentId: "' OR 1=1 --" }],
    ['epochs:list', { experimentId: 'aaaaaaaa', fromEpoch: -1 }],
    ['epochs:series', { runs: [], columns: ['loss; DROP TABLE epochs'], perDimension: false }],
    ['datasets:import', { name: 'x', images: '/etc/passwd', labels: '/etc/passwd', test: null }],
    ['exports:start', { experimentId: 'aaaaaaaa', kind: 'manifold', out: '/tmp/x' }],
    ['training:start', { experimentId: 'aaaaaaaa' }],
    ['exports:cancel', undefined],
    ['exports:start', { experimentId: 'aaaaaaaa', kind: 'manifold', format: 'gif', options: { scale: 40 } }],
    ['exports:start', { experimentId: 'aaaaaaaa', kind: 'weights', format: 'gif', options: {} }],
    ['files:save', { name: '../x', extension: 'png', data: new Uint8Array(1) }],
    ['files:save', { name: 'x', extension: 'sh', data: new Uint8Array(1) }],
  ])('that do not fit their schema are refused: %s %j', async (channel, body) => {
    expect(await code(channel, body)).toBe('invalid-parameter')
    expect(workbench.store.experiments.list()).toEqual([])
  })
})
