import type { Locator, Page } from 'playwright/test'

/** What stands above everything when the workspace is not as usual. */
export class WorkspaceBanner {
  readonly looking: Locator
  readonly gone: Locator
  readonly openToWork: Locator

  constructor(page: Page) {
    this.looking = page.getByRole('status').filter({ hasText: 'Only looking.' })
    this.gone = page.getByRole('alert').filter({ hasText: 'The workspace is gone.' })
    this.openToWork = page.getByRole('button', { name: 'Open to work' })
  }
}
