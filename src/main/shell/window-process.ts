/* The application with its window, on the workspace that is named. */
// First of all imports: see the module's header.
import '../tensorflow/preload.ts'
import { app, dialog, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { toWorkbenchError } from '../../shared/errors.ts'
import { startApplication } from './application.ts'
import { browserDirectory, namedWorkspace } from './environment.ts'
import { registerScheme } from './protocol.ts'
import { secureApplication } from './security.ts'
import { defaultWorkspaceDirectory } from '../workbench/default-directory.ts'

const workspace = namedWorkspace(process.argv, process.env) ?? defaultWorkspaceDirectory()

function fail(thrown: unknown): void {
  dialog.showErrorBox('Manifold Workbench cannot start', toWorkbenchError(thrown).message)
  app.exit(1)
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
  // The lock belongs to the workspace: a second start on it brings the first one's window to the front.
  if (app.requestSingleInstanceLock()) {
    // Not awaited here: an ES module that awaits `ready` holds it back for ever.
    void app.whenReady().then(() => startApplication(workspace)).catch(fail)
  } else {
    app.quit()
  }
} catch (thrown) {
  fail(thrown)
}
