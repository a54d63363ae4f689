import { app, dialog, ipcMain, Menu, powerMonitor, protocol, type MessageBoxOptions } from 'electron'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { MenuContents } from '../../shared/contract/app.ts'
import { serializeError } from '../../shared/errors.ts'
import { installation } from '../installation.ts'
import { InferenceService } from '../inference/service.ts'
import { Profiler } from '../profile/profiler.ts'
import { resourcesDirectory } from '../resources.ts'
import { describeCopy, type CopyOutcome } from '../store/copies.ts'
import type { Claim } from '../workbench/claim.ts'
import { Workbench } from '../workbench/workbench.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { about, tensorflowVersion } from './about.ts'
import { bringToFront, desktopOf } from './desktop.ts'
import { offerCopy } from './damage.ts'
import { systemDialogs } from './dialogs.ts'
import { registerDroppedFiles } from './dropped-files.ts'
import { ExportJobs } from './export-jobs.ts'
import { FileHandles } from './file-handles.ts'
import { createHandlers } from './handlers/handlers.ts'
import { startUtilityInference } from './inference-process.ts'
import { answerRequests, publishTo, trustOnly } from './ipc.ts'
import { readLicences } from './licences.ts'
import { LogFile } from './log-file.ts'
import { logTraining } from './log-training.ts'
import { buildMenu } from './menu.ts'
import { handoverSchema, OpenedFiles } from './opened-files.ts'
import { origin, scheme, serveBundle } from './protocol.ts'
import { Quit } from './quit.ts'
import { heedSleep } from './sleep.ts'
import { TrainingSignals } from './training-signals.ts'
import { watchPage } from './watch-page.ts'
import { openLookOnlyWindow, refuseToReopen, startAgain } from './other-windows.ts'
import { SurroundingsWatch } from './surroundings-watch.ts'
import { createWindow, saveWindow, showWindow } from './window.ts'

/** Closing waits this long for cancelled exports. */
const cancelPatienceMilliseconds = 4000

/**
 * Puts the application together: the core, the window and what lies between them.
 * @param browser where Chromium keeps what it keeps
 * @param named exported experiments to be opened
 */
export async function startApplication(claim: Claim, browser: string, named: readonly string[]): Promise<void> {
  const workspace = claim.directory
  protocol.handle(scheme, serveBundle(join(import.meta.dirname, '../renderer')))
  const log = new LogFile(workspaceFiles.log(claim.lookOnly === null ? workspace : browser))
  const stateFile = join(browser, 'window.json')
  const window = createWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    stateFile,
    icon: join(resourcesDirectory(), 'icons', 'icon-256.png'),
  })
  window.once('show', () => log.write('info', `The window is there, ${millisecondsSinceStart()} ms after the start.`))
  // The page's process starts while this one opens the workspace; its requests wait for the handlers below.
  const shown = showWindow(window)
  // Its failure is met where it is awaited, also if opening the workspace fails first.
  shown.catch(() => undefined)
  const workbench = Workbench.of(claim)
  const publish = publishTo(window)
  const jobs = new ExportJobs(workbench.exports, (job) => publish('exports:changed', job))
  const inference = new InferenceService(workbench.directory, startUtilityInference)
  const versions = async () => about(app.getVersion(), await tensorflowVersion(), workspace)
  const profiler = new Profiler(workbench, startUtilityInference)
  const files = new FileHandles()
  const openedFiles = new OpenedFiles(files, () => publish('app:files-opened', null))
  openedFiles.add(named)
  const watch = new SurroundingsWatch(workspace, workbench, installation, (state, before) => {
    if (state.installation !== before.installation && state.installation !== null) {
      log.write('info', `The program was ${state.installation} while it was open.`)
    }
    publish('app:surroundings-changed', state)
  })
  const setMenu = (contents: MenuContents) =>
    Menu.setApplicationMenu(
      buildMenu(app, contents, {
        command: (command) => publish('app:command', command),
        go: (destination) => publish('app:go', destination),
      }),
    )
  setMenu({ pages: [], recent: [] })

  const trusted = trustOnly(window, origin)
  registerDroppedFiles(ipcMain, trusted, files)
  answerRequests(
    ipcMain,
    trusted,
    createHandlers({
      workbench,
      jobs,
      inference,
      profiler,
      files,
      openedFiles,
      dialogs: systemDialogs(window, app.getPath('home')),
      publish,
      about: versions,
      surroundings: {
        state: () => watch.state,
        reopen: () => {
          refuseToReopen(workspace)
          void quit.request(true)
        },
        openLookOnlyWindow: () => openLookOnlyWindow(workspace),
      },
      licences: () => readLicences(join(import.meta.dirname, '..')),
      log,
      setMenu,
    }),
    (channel, error) => log.write('error', `${channel}: ${error.message}`),
  )
  workbench.training.on('experiment', (experiment) => publish('experiments:changed', experiment))
  workbench.training.on('progress', (progress) => publish('training:progress', progress))
  workbench.training.on('epoch', (epoch) => publish('training:epoch', epoch))
  workbench.training.on('learningRate', (change) => publish('training:learning-rate', change))
  workbench.training.on('warning', (warning) => publish('training:warning', warning))
  const signals = new TrainingSignals(desktopOf(window, (experimentId) => publish('app:go', { experimentId })))
  workbench.training.on('experiment', (experiment) => signals.experimentChanged(experiment))
  workbench.training.on('progress', (progress) => signals.progressed(progress))
  logTraining(workbench.training, log)
  heedSleep(powerMonitor, workbench.training, log)
  log.write('info', `Manifold Workbench ${app.getVersion()} started, Electron ${process.versions.electron}.`)

  const report = (thrown: unknown) => {
    const { message } = serializeError(thrown)
    log.write('error', message)
    process.stderr.write(`${message}\n`)
  }
  const shutDown = async () => {
    watch.close()
    saveWindow(window, stateFile)
    inference.close()
    profiler.close()
    // A disk that does not answer must not keep the program.
    await Promise.race([jobs.cancelAll(), wait(cancelPatienceMilliseconds, null, { ref: false })])
    await workbench.close()
  }
  const quit = new Quit({
    busy: () => workbench.training.isBusy,
    ask: async () => {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: 'Quit while training?',
        message: 'A run is training. Quit anyway?',
        detail: 'All whole epochs are kept. The run can be resumed from there the next time.',
        buttons: ['Quit and Keep Epochs', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
      })
      return response === 0
    },
    shutDown,
    exit: (again) => {
      if (again) startAgain()
      app.exit(0)
    },
    failed: report,
  })
  app.on('before-quit', (event) => {
    event.preventDefault()
    void quit.request()
  })
  window.on('close', (event) => {
    event.preventDefault()
    void quit.request()
  })
  // A page that goes, by a reload or a crash, cannot finish the videos that it was making, nor show what it imports.
  window.webContents.on('did-start-loading', () => {
    jobs.cancelPageFiles()
    workbench.datasetImporter.cancel()
  })
  app.on('second-instance', (_event, _argv, _directory, handover) => {
    bringToFront(window)
    const named = handoverSchema.safeParse(handover).data?.files ?? []
    openedFiles.add(named)
    if (named.length === 0) publish('app:started-again', null)
  })
  watchPage(window, log, () => void quit.request())
  await shown
  void workbench.removeLeftovers().catch(report)
  const tellOfCopy = async (outcome: CopyOutcome) => {
    log.write(outcome.outcome === 'made' ? 'info' : 'warning', describeCopy(outcome))
    if (outcome.outcome !== 'damaged') return
    const ask = async (options: MessageBoxOptions) => (await dialog.showMessageBox(window, options)).response
    const damage = { database: workspaceFiles.database(workspace), findings: outcome.findings }
    const offered = await quit.hold(() => offerCopy(damage, { ask, release: shutDown, otherwise: 'Later', serves: true }))
    if (offered === 'declined' || offered === null) return
    // Also where nothing was restored: what this one worked with is closed.
    startAgain()
    app.exit(0)
  }
  // Whoever only looks keeps no copies.
  if (workbench.lookOnly === null) workbench.upkeep.begin((outcome) => void tellOfCopy(outcome).catch(report), report)
}

/** Since the process was created, to the millisecond. */
function millisecondsSinceStart(): string {
  const created = process.getCreationTime()
  return created === null ? 'some' : (Date.now() - created).toFixed(0)
}
