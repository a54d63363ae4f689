import type { App } from 'electron'
import { mkdirSync, rmSync } from 'node:fs'
import { makeTemporaryFolder } from '../temporary-folder.ts'
import type { Claim } from '../workbench/claim.ts'
import { browserDirectory } from './environment.ts'
import type { Handover } from './opened-files.ts'

/**
 * Decides where Chromium keeps what it keeps: in the workspace, or, where that is only looked at, in a folder that goes with
 * this process. To be called before the application is ready.
 * @param handover given to that window, if there is one
 * @returns that folder; null if a window of this machine has the workspace open, and has come to the front
 */
export function placeBrowser(app: App, { directory, lookOnly }: Claim, handover: Handover): string | null {
  if (lookOnly === null) mkdirSync(browserDirectory(directory), { recursive: true })
  if (lookOnly === null || lookOnly.reason === 'in-use') {
    app.setPath('userData', directory)
    app.setPath('sessionData', browserDirectory(directory))
    // Whoever has the workspace's lock is the first, whatever a window that is just leaving, or another machine's, has left.
    if (!app.requestSingleInstanceLock(handover) && lookOnly !== null) return null
  }
  if (lookOnly === null) return browserDirectory(directory)
  const own = makeTemporaryFolder('window')
  process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  app.setPath('userData', own)
  app.setPath('sessionData', own)
  return own
}
