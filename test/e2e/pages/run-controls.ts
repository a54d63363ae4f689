import type { Locator, Page } from 'playwright/test'

/** What the title bar and the right-hand column have to steer a run and to write about it. */
export class RunControls {
  readonly rate: Locator
  readonly rateField: Locator
  readonly branch: Locator
  readonly notes: Locator
  readonly origin: Locator
  /** The title bar's parts from left to right: name, progress, buttons. */
  readonly parts: Locator

  constructor(private readonly page: Page) {
    const main = page.getByRole('main')
    this.rate = main.getByRole('button', { name: /^Learning rate/ })
    this.rateField = page.getByRole('textbox', { name: 'Learning rate' })
    this.branch = main.getByRole('button', { name: 'Branch from here' })
    this.notes = main.getByRole('textbox', { name: 'Notes' })
    this.origin = main.getByText(/^Began at epoch/)
    this.parts = main.locator('header').first().locator('xpath=./div/div')
  }

  async setRate(text: string): Promise<void> {
    await this.rate.click()
    await this.rateField.fill(text)
    await this.page.getByRole('button', { name: 'Set', exact: true }).click()
  }
}
