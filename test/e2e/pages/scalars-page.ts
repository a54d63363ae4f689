import { expect, type Locator, type Page } from 'playwright/test'

/** The curves of all runs that are shown, on cards. */
export class ScalarsPage {
  readonly cards: Locator
  readonly smoothing: Locator
  readonly tooltip: Locator

  constructor(private readonly page: Page) {
    this.cards = page.getByTestId('cards').locator('[data-card]')
    this.smoothing = page.getByRole('slider', { name: 'Smoothing' })
    this.tooltip = page.getByTestId('chart-tooltip')
  }

  open(): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Scalars' }).click()
  }

  card(title: string): ScalarCard {
    return new ScalarCard(this.page, this.page.getByRole('region', { name: title, exact: true }))
  }

  axis(name: 'Epoch' | 'Step' | 'Relative' | 'Wall'): Locator {
    return this.page.getByRole('radiogroup', { name: 'Horizontal axis' }).getByRole('radio', { name })
  }

  async choose(group: string, option: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click()
  }

  async overlay(title: string): Promise<void> {
    await this.page.getByLabel('The author’s own curve').click()
    await this.page.getByRole('option', { name: title }).click()
  }

  /** The ids of the cards from the first to the last. */
  order(): Promise<(string | null)[]> {
    return this.cards.evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card')))
  }
}

/** One card. */
export class ScalarCard {
  readonly chart: Locator
  readonly count: Locator
  readonly reset: Locator

  constructor(
    private readonly page: Page,
    readonly root: Locator,
  ) {
    this.chart = root.getByRole('application')
    this.count = root.getByTestId('point-count')
    this.reset = root.getByRole('button', { name: 'Show everything again' })
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  /** Draws a frame around the middle of the chart. */
  async drag(): Promise<void> {
    const box = await this.chart.boundingBox()
    expect(box).not.toBeNull()
    if (box === null) return
    await this.page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.3)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 4 })
    await this.page.mouse.up()
  }

  async save(item: RegExp): Promise<void> {
    await this.root.getByRole('button', { name: /^Save / }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
