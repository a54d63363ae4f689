import { app, dialog } from 'electron'
import { spawn, type ChildProcess } from 'node:child_process'
import { WorkbenchError } from '../../shared/errors.ts'
import { installation } from '../installation.ts'
import { claimWorkspace, refusalOf } from '../workbench/claim.ts'
import { lookOnlySwitch } from './environment.ts'
import { isExperiment } from './opened-files.ts'

/** How this process was started, without what makes it look only. */
const asStarted = () => process.argv.slice(1).filter((argument) => argument !== lookOnlySwitch)

/** One such window is enough, and a page that asks for more and more of them gets no more. */
let looking: ChildProcess | null = null

/** Opens the workspace in a process of its own, to look. @throws WorkbenchError while the last one is open */
export function openLookOnlyWindow(workspace: string): void {
  if (looking !== null) throw new WorkbenchError('busy', 'A window to look only is open already.')
  const others = asStarted().filter((argument, index, all) => argument !== '--workspace' && all[index - 1] !== '--workspace')
  const child = spawn(process.execPath, [...others, `--workspace=${workspace}`, lookOnlySwitch], { detached: true, stdio: 'ignore' })
  child.once('error', ({ message }) => {
    looking = null
    dialog.showErrorBox('The window could not be opened', message)
  })
  child.once('exit', () => (looking = null))
  child.unref()
  looking = child
}

/**
 * Refuses to start this process anew where that would change nothing: it is not replaced by another version, and could not work
 * in the workspace if it only looks.
 * @throws WorkbenchError
 */
export function refuseToReopen(workspace: string): void {
  if (installation.isReplaced) return
  const { lock, lookOnly } = claimWorkspace(workspace)
  lock?.release()
  if (lookOnly !== null) throw lookOnly.reason === 'in-use' ? new WorkbenchError('busy', `${lookOnly.message} Then try again.`) : refusalOf(lookOnly)
}

/** Has this process started anew as soon as it is gone, to work. */
export function startAgain(): void {
  if (installation.isReplaced && process.platform === 'linux') startReplacement(asStarted())
  else app.relaunch({ args: asStarted() })
}

/** Electron's own way would start the old binary, which is gone, with the new one's data. */
function startReplacement(args: readonly string[]): void {
  // What it was started to open was opened then.
  const others = args.filter((argument) => !isExperiment(argument))
  const wait = 'while kill -0 "$0" 2> /dev/null; do sleep 0.1; done; exec "$@"'
  spawn('/bin/sh', ['-c', wait, String(process.pid), process.execPath, ...others], { detached: true, stdio: 'ignore' }).unref()
}
