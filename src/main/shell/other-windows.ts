import { app, dialog } from 'electron'
import { spawn, type ChildProcess } from 'node:child_process'
import { WorkbenchError } from '../../shared/errors.ts'
import { claimWorkspace, refusalOf } from '../workbench/claim.ts'
import { lookOnlySwitch } from './environment.ts'

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

/** Starts this process anew, to work. @throws WorkbenchError as long as that cannot be */
export function reopen(workspace: string): void {
  const { lock, lookOnly } = claimWorkspace(workspace)
  lock?.release()
  if (lookOnly !== null) throw lookOnly.reason === 'in-use' ? new WorkbenchError('busy', `${lookOnly.message} Then try again.`) : refusalOf(lookOnly)
  app.relaunch({ args: asStarted() })
  app.quit()
}
