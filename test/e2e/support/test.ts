import { rmSync } from 'node:fs'
import { test as base } from 'playwright/test'
import { launch, newWorkspace, type LaunchedWorkbench } from './launch.ts'

interface Fixtures {
  /** An empty folder, removed afterwards. */
  workspace: string
  /** The application on that folder, ended afterwards. */
  workbench: LaunchedWorkbench
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured object even where nothing is used
  workspace: async ({}, use) => {
    const workspace = newWorkspace()
    await use(workspace)
    rmSync(workspace, { recursive: true, force: true })
  },
  workbench: async ({ workspace }, use) => {
    const workbench = await launch({ workspace })
    await use(workbench)
    await workbench.expectClean()
    await workbench.quit()
  },
})

export { expect } from 'playwright/test'
