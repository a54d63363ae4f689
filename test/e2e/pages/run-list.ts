import type { Locator, Page } from 'playwright/test'

/** The list of runs in the side bar. */
export class RunList {
  readonly root: Locator
  readonly rows: Locator
  readonly filter: Locator
  readonly regex: Locator
  readonly all: Locator

  constructor(private readonly page: Page) {
    this.root = page.getByRole('region', { name: 'Runs', exact: true })
    this.rows = this.root.getByRole('listitem')
    this.filter = this.root.getByRole('searchbox', { name: /^Filter runs/ })
    this.regex = this.root.getByRole('button', { name: 'Regular expression' })
    this.all = this.root.getByRole('checkbox', { name: /all runs in charts$/ })
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('checkbox', { name: `Show ${name} in charts`, exact: true }) })
  }

  /** What selects the run. */
  run(name: string): Locator {
    return this.row(name).getByRole('button')
  }

  /** The run's dot: whether charts show it. */
  shown(name: string): Locator {
    return this.row(name).getByRole('checkbox')
  }

  /** Names from top to bottom. */
  async names(): Promise<string[]> {
    const labels = await this.rows.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')))
    return labels.map((label) => label?.replace(/^Show (.*) in charts$/, '$1') ?? '')
  }

  async sort(order: string): Promise<void> {
    await this.root.getByRole('button', { name: /^Sort runs/ }).click()
    await this.page.getByRole('menuitemcheckbox', { name: order }).click()
  }

  /** Chooses from the menu of the right mouse button; entries of a submenu come after it. */
  async choose(name: string, ...entries: string[]): Promise<void> {
    await this.run(name).click({ button: 'right' })
    for (const entry of entries) {
      await this.page.getByRole('menu').last().getByText(entry, { exact: true }).click()
    }
  }

  /** Types a name into the row that is being renamed. */
  async typeName(text: string): Promise<void> {
    await this.root.getByRole('textbox', { name: /^New name of/ }).fill(text)
    await this.page.keyboard.press('Enter')
  }
}
