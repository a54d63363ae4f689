import { rm } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { test as base } from 'playwright/test'
import { hasEnded, launch, newWorkspace, type LaunchedWorkbench, type LaunchOptions } from './launch.ts'

interface Fixtures {
  /** An empty folder, removed afterwards. */
  workspace: string
  /** Starts the application on that folder, or on another; what still runs when the test ends is ended, by force if it must be. */
  start: (options?: Partial<LaunchOptions>) => Promise<LaunchedWorkbench>
  /** The application on that folder, which has to have behaved by the end of the test. */
  workbench: LaunchedWorkbench
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured object even where nothing is used
  workspace: async ({}, use) => {
    const workspace = newWorkspace()
    await use(workspace)
    // Chromium's helpers write for a moment longer than the application lives.
    await rm(workspace, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  },
  start: async ({ workspace }, use) => {
    const launched: LaunchedWorkbench[] = []
    await use(async (options = {}) => {
      const workbench = await launch({ workspace, ...options })
      launched.push(workbench)
      return workbench
    })
    for (const { child, quit } of launched) {
      await Promise.race([quit(), setTimeout(10_000)])
      if (!hasEnded(child)) child.kill('SIGKILL')
    }
  },
  workbench: async ({ start }, use) => {
    const workbench = await start()
    await use(workbench)
    await workbench.expectClean()
  },
})

export { expect } from 'playwright/test'
