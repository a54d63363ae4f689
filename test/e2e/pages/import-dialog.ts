import type { Locator, Page } from 'playwright/test'

type Part = 'training images' | 'training labels' | 'test images' | 'test labels'

/** The dialog that imports IDX files. */
export class ImportDialog {
  readonly root: Locator
  readonly name: Locator
  readonly submit: Locator
  readonly error: Locator
  readonly progress: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: 'Import data set' })
    this.name = this.root.getByLabel('Name')
    this.submit = this.root.getByRole('button', { name: 'Import', exact: true })
    this.error = this.root.getByRole('alert')
    this.progress = this.root.getByRole('progressbar', { name: 'Import' })
  }

  choose(part: Part): Promise<void> {
    return this.root.getByRole('button', { name: `Choose ${part}` }).click()
  }
}
