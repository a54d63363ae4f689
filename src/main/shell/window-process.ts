/* The application with its window, on the workspace that is named. */
// First of all imports: see the module's header.
import '../tensorflow/preload.ts'
import { app, BrowserWindow, dialog, protocol, type MessageBoxOptions } from 'electron'
import { mkdirSync } from 'node:fs'
import { toWorkbenchError } from '../../shared/errors.ts'
import { startApplication } from './application.ts'
import { offerCopy } from './damage.ts'
import { browserDirectory, namedWorkspace } from './environment.ts'
import { namedExperiments, type Handover } from './opened-files.ts'
import { registerScheme } from './protocol.ts'
import { secureApplication } from './security.ts'
import { findCopy } from '../store/copies.ts'
import { defaultWorkspaceDirectory } from '../workbench/default-directory.ts'
import { workspaceFiles } from '../workspace-files.ts'

const workspace = namedWorkspace(process.argv, process.env) ?? defaultWorkspaceDirectory()
const handover: Handover = { files: namedExperiments(process.argv, process.cwd()) }

function fail(thrown: unknown): void {
  dialog.showErrorBox('Manifold Workbench cannot start', toWorkbenchError(thrown).message)
  app.exit(1)
}

/** A damaged database is no reason to give up while there is a copy of it. */
async function failToStart(thrown: unknown): Promise<void> {
  const { code, message } = toWorkbenchError(thrown)
  const database = workspaceFiles.database(workspace)
  if (code !== 'database-corrupt' || findCopy(database) === null) {
    fail(thrown)
    return
  }
  // The window came first and has nothing to show; without it the application would quit before the question is answered.
  app.on('window-all-closed', () => undefined)
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
  const ask = async (options: MessageBoxOptions) => (await dialog.showMessageBox(options)).response
  const offer = { ask, release: () => Promise.resolve(), otherwise: 'Quit' }
  if (await offerCopy({ database, findings: [message] }, offer)) app.relaunch()
  app.exit(0)
}

/** What has to happen before the application is ready. */
function prepare(): void {
  mkdirSync(browserDirectory(workspace), { recursive: true })
  app.setPath('userData', workspace)
  app.setPath('sessionData', browserDirectory(workspace))
  // With --no-sandbox (a root user's session) the network service of a sandboxed application dies over and over.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme(protocol)
  secureApplication(app)
}

try {
  prepare()
  // The lock belongs to the workspace: a second start on it brings the first one's window to the front, and hands its files over.
  if (app.requestSingleInstanceLock(handover)) {
    // Not awaited here: an ES module that awaits `ready` holds it back for ever.
    void app.whenReady().then(() => startApplication(workspace, handover.files)).catch(failToStart).catch(fail)
  } else {
    app.quit()
  }
} catch (thrown) {
  fail(thrown)
}
