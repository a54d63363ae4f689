import type { Locator, Page } from 'playwright/test'

/** The form of a new experiment. */
export class NewExperimentPage {
  readonly create: Locator
  readonly createAndTrain: Locator

  constructor(private readonly page: Page) {
    this.create = page.getByRole('button', { name: 'Create', exact: true })
    this.createAndTrain = page.getByRole('button', { name: 'Create and train' })
  }

  group(title: string): Locator {
    return this.page.getByRole('group', { name: title, exact: true })
  }

  field(label: string, group?: string): Locator {
    return (group === undefined ? this.page.getByRole('main') : this.group(group)).getByLabel(label, { exact: true })
  }

  /** Chooses from a list of values by its words. */
  async choose(label: string, option: string): Promise<void> {
    await this.field(label).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  /** Back to what it is by default. */
  reset(label: string): Promise<void> {
    return this.page.getByRole('button', { name: `Reset ${label}`, exact: true }).click()
  }

  /** What is said beside a field. */
  async note(label: string, group?: string): Promise<string> {
    const id = await this.field(label, group).getAttribute('aria-describedby')
    return (await this.page.locator(`[id="${id ?? ''}"]`).textContent()) ?? ''
  }
}
