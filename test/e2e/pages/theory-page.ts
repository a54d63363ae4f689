import type { Locator, Page } from 'playwright/test'

/** The page that teaches what the tutorial teaches. */
export class TheoryPage {
  readonly main: Locator

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main')
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Theory' }).click()
  }

  chapter(title: string): Locator {
    return this.main.getByRole('region', { name: title })
  }

  /** Turns a slider by its keys. */
  async press(slider: string, key: string, times = 1): Promise<void> {
    const thumb = this.main.getByRole('slider', { name: slider, exact: true })
    await thumb.focus()
    for (let press = 0; press < times; press++) await thumb.press(key)
  }

  /** A number that a chapter shows. */
  async number(testId: string): Promise<number> {
    return Number.parseFloat((await this.main.getByTestId(testId).innerText()).replace('−', '-'))
  }
}
