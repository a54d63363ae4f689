import { app, dialog } from 'electron'
import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'
import { installation } from '../installation.ts'
import { claimWorkspace, refusalOf } from '../workbench/claim.ts'
import { lookOnlySwitch } from './environment.ts'
import { namedExperiments } from './opened-files.ts'

/** One such window is enough, and a page that asks for more and more of them gets no more. */
let looking: ChildProcess | null = null

/** Opens the workspace in a process of its own, to look. @throws WorkbenchError while the last one is open */
export function openLookOnlyWindow(workspace: string): void {
  if (looking !== null) throw new WorkbenchError('busy', 'A window to look only is open already.')
  // It would be of the other version.
  installation.refuseReplaced()
  const others = asStarted().filter((argument, index, all) => argument !== '--workspace' && all[index - 1] !== '--workspace')
  const child = spawn(process.execPath, [...withoutExperiments(others), `--workspace=${workspace}`, lookOnlySwitch], { detached: true, stdio: 'ignore' })
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
  if (installation.change === 'updated') return
  const { lock, lookOnly } = claimWorkspace(workspace)
  lock?.release()
  if (lookOnly !== null) throw lookOnly.reason === 'in-use' ? new WorkbenchError('busy', `${lookOnly.message} Then try again.`) : refusalOf(lookOnly)
}

/** Has this process started anew as soon as it is gone: as the version that was installed meanwhile, else to work. */
export function startAgain(): void {
  if (installation.change === null) app.relaunch({ args: asStarted() })
  else startReplacement(withoutExperiments(process.argv.slice(1)))
}

/** How this process was started, but not that it was to look only. */
function asStarted(): string[] {
  return process.argv.slice(1).filter((argument) => argument !== lookOnlySwitch)
}

/** Without the experiments to be opened, which were opened then. */
function withoutExperiments(args: readonly string[]): string[] {
  const named = namedExperiments(['', ...args], '/')
  return args.filter((argument) => !named.includes(resolve('/', argument)))
}

/**
 * Electron's own way would start the old binary, which is gone, with the new one's data. A shell waits for this process, not for
 * ever: whoever should have reaped it may not.
 */
function startReplacement(args: readonly string[]): void {
  if (process.platform !== 'linux') {
    app.relaunch({ args: [...args] })
    return
  }
  const wait = 'left=300; while [ $left -gt 0 ] && kill -0 "$0" 2> /dev/null; do sleep 0.1; left=$((left - 1)); done; exec "$@"'
  spawn('/bin/sh', ['-c', wait, String(process.pid), process.execPath, ...args], { detached: true, stdio: 'ignore' }).unref()
}
