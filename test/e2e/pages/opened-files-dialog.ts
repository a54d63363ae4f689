import type { Locator, Page } from 'playwright/test'

/** The question whether to import what was opened from the desktop. */
export class OpenedFilesDialog {
  readonly root: Locator
  readonly submit: Locator
  readonly cancel: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: /^Import (this|these)/ })
    this.submit = this.root.getByRole('button', { name: 'Import', exact: true })
    this.cancel = this.root.getByRole('button', { name: 'Cancel' })
  }
}
