import { dialog, type BrowserWindow } from 'electron'
import type { LogFile } from './log-file.ts'
import { PageCrashes } from './page-crashes.ts'

/**
 * Brings the page back when its process is gone: training lives in this one and goes on. Where it crashes over and over,
 * says so and asks.
 */
export function watchPage(window: BrowserWindow, log: LogFile, quit: () => void): void {
  const crashes = new PageCrashes()
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return
    log.write('error', `The page’s process is gone: ${reason}, exit code ${exitCode}.`)
    if (crashes.count()) window.webContents.reload()
    else void ask()
  })

  async function ask(): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'The window keeps crashing',
      message: 'The window has crashed three times within a minute.',
      detail: `A run that trains goes on meanwhile, and all whole epochs are kept. What happened is in “${log.path}”.`,
      buttons: ['Try Again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    if (response === 1) {
      quit()
      return
    }
    crashes.forget()
    window.webContents.reload()
  }
}
