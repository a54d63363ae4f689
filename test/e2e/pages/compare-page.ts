import type { Locator, Page } from 'playwright/test'

/** Runs side by side: one chart and the table of their configurations. */
export class ComparePage {
  readonly table: Locator
  readonly differencesOnly: Locator

  constructor(private readonly page: Page) {
    this.table = page.getByRole('region', { name: 'Configurations' })
    this.differencesOnly = page.getByRole('switch', { name: 'Differences only' })
  }

  open(): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Compare' }).click()
  }

  /** The cells of a row from left to right. */
  cells(id: string): Promise<string[]> {
    return this.table.locator(`[data-row="${id}"] td`).allTextContents()
  }

  row(id: string): Locator {
    return this.table.locator(`[data-row="${id}"]`)
  }

  sortBy(label: string): Promise<void> {
    return this.table.getByRole('button', { name: label }).click()
  }

  async draw(title: string): Promise<void> {
    await this.page.getByLabel('What is drawn').click()
    await this.page.getByRole('option', { name: title, exact: true }).click()
  }
}
