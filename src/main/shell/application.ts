import { app, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { join } from 'node:path'
import { serializeError } from '../../shared/errors.ts'
import { InferenceService } from '../inference/service.ts'
import { tensorflowVersion } from '../tensorflow/preload.ts'
import { Workbench } from '../workbench/workbench.ts'
import { about, describeAbout } from './about.ts'
import { systemDialogs } from './dialogs.ts'
import { ExportJobs } from './export-jobs.ts'
import { FileHandles } from './file-handles.ts'
import { createHandlers } from './handlers/handlers.ts'
import { startUtilityInference } from './inference-process.ts'
import { answerRequests, publishTo, trustOnly } from './ipc.ts'
import { buildMenu } from './menu.ts'
import { origin, scheme, serveBundle } from './protocol.ts'
import { Quit } from './quit.ts'
import { secureSession } from './security.ts'
import { createWindow, showWindow } from './window.ts'

/** Puts the application together: the core, the window and what lies between them. */
export async function startApplication(workspace: string): Promise<void> {
  secureSession(session.defaultSession)
  protocol.handle(scheme, serveBundle(join(import.meta.dirname, '../renderer')))
  const workbench = Workbench.open(workspace)
  const window = createWindow(join(import.meta.dirname, '../preload/index.cjs'))
  const publish = publishTo(window)
  const jobs = new ExportJobs(workbench.exports, (job) => publish('exports:changed', job))
  const inference = new InferenceService(workspace, startUtilityInference)
  const versions = () => about(app.getVersion(), tensorflowVersion(), workspace)

  answerRequests(
    ipcMain,
    trustOnly(window, origin),
    createHandlers({
      workbench,
      jobs,
      inference,
      files: new FileHandles(),
      dialogs: systemDialogs(window, app.getPath('home')),
      publish,
      about: versions,
    }),
  )
  workbench.training.on('experiment', (experiment) => publish('experiments:changed', experiment))
  workbench.training.on('progress', (progress) => publish('training:progress', progress))
  workbench.training.on('epoch', (epoch) => publish('training:epoch', epoch))
  workbench.training.on('learningRate', (change) => publish('training:learning-rate', change))
  workbench.training.on('warning', (warning) => publish('training:warning', warning))

  const quit = new Quit({
    busy: () => workbench.store.experiments.list().some(({ id }) => workbench.training.isLive(id)),
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
    shutDown: async () => {
      inference.close()
      await jobs.cancelAll()
      await workbench.close()
    },
    exit: () => app.exit(0),
    failed: (thrown) => process.stderr.write(`${serializeError(thrown).message}\n`),
  })
  app.on('before-quit', (event) => {
    event.preventDefault()
    void quit.request()
  })
  window.on('close', (event) => {
    event.preventDefault()
    void quit.request()
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  // A page that goes, by a reload or a crash, cannot finish the videos that it was making.
  window.webContents.on('did-start-loading', () => jobs.cancelPageFiles())
  window.webContents.on('render-process-gone', () => {
    // Training lives in this process and goes on; only the page has to come back.
    if (!window.isDestroyed()) window.webContents.reload()
  })

  Menu.setApplicationMenu(
    buildMenu(
      app,
      (command) => publish('app:command', command),
      () => {
        void dialog.showMessageBox(window, {
          type: 'info',
          title: `About ${app.name}`,
          message: app.name,
          detail: describeAbout(versions()),
        })
      },
    ),
  )
  await showWindow(window)
  void workbench.removeDeleted().catch((thrown: unknown) => process.stderr.write(`${serializeError(thrown).message}\n`))
}
