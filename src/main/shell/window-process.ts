/* The application with its window, on the workspace that is named. */
// First of all imports: see the module's header.
import '../tensorflow/preload.ts'
import { app, BrowserWindow, dialog, protocol, type MessageBoxOptions } from 'electron'
import { toWorkbenchError } from '../../shared/errors.ts'
import { startApplication } from './application.ts'
import { placeBrowser } from './browser-place.ts'
import { offerCopy } from './damage.ts'
import { lookOnlySwitch, namedWorkspace } from './environment.ts'
import { startAgain } from './other-windows.ts'
import { namedExperiments, type Handover } from './opened-files.ts'
import { registerScheme } from './protocol.ts'
import { secureApplication } from './security.ts'
import { findCopy } from '../store/copies.ts'
import { claimWorkspace, refuseOrphan, type Claim } from '../workbench/claim.ts'
import { usableDefaultDirectory } from '../workbench/default-directory.ts'
import { workspaceFiles } from '../workspace-files.ts'

const handover: Handover = { files: namedExperiments(process.argv, process.cwd()) }

function fail(thrown: unknown): void {
  dialog.showErrorBox('Manifold Workbench cannot start', toWorkbenchError(thrown).message)
  app.exit(1)
}

/** A damaged database is no reason to give up while there is a copy of it. */
async function failToStart(thrown: unknown, workspace: string): Promise<void> {
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
  const offer = { ask, release: () => Promise.resolve(), otherwise: 'Quit', serves: false }
  if ((await offerCopy({ database, findings: [message] }, offer)) === 'restored') startAgain()
  app.exit(0)
}

function claim(): Claim {
  const named = namedWorkspace(process.argv, process.env)
  if (named !== null) refuseOrphan(named)
  return claimWorkspace(named ?? usableDefaultDirectory(), { as: 'a window', look: process.argv.includes(lookOnlySwitch) })
}

/** What else has to happen before the application is ready. */
function prepare(): void {
  // With --no-sandbox (a root user's session) the network service of a sandboxed application dies over and over.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme(protocol)
  secureApplication(app)
}

try {
  const claimed = claim()
  const browser = placeBrowser(app, claimed, handover)
  prepare()
  const start = async (browser: string) => {
    await app.whenReady()
    await startApplication(claimed, browser, handover.files).catch((thrown: unknown) => failToStart(thrown, claimed.directory))
  }
  // Not awaited here: an ES module that awaits `ready` holds it back for ever.
  if (browser !== null) void start(browser).catch(fail)
  // A second start on a workspace brings the first one's window to the front, and hands its files over.
  else app.quit()
} catch (thrown) {
  fail(thrown)
}
