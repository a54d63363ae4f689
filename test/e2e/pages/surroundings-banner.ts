import type { Locator, Page } from 'playwright/test'

/** What stands above everything when the workspace, or the program, is not as usual. */
export class SurroundingsBanner {
  readonly looking: Locator
  readonly gone: Locator
  readonly openToWork: Locator
  readonly updated: Locator
  readonly restart: Locator

  constructor(page: Page) {
    this.looking = page.getByRole('status').filter({ hasText: 'Only looking.' })
    this.gone = page.getByRole('alert').filter({ hasText: 'The workspace is gone.' })
    this.openToWork = page.getByRole('button', { name: 'Open to work' })
    this.updated = page.getByRole('status').filter({ hasText: 'Manifold Workbench was updated.' })
    this.restart = page.getByRole('button', { name: 'Restart' })
  }
}
