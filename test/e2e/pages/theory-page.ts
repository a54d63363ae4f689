import type { Locator, Page } from 'playwright/test'

/** The page that teaches what the tutorial teaches. */
export class TheoryPage {
  readonly main: Locator
  readonly probe: Locator
  readonly plane: Locator
  /** What the probe is, and its image. */
  readonly probed: Locator

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main')
    this.probe = this.main.getByRole('button', { name: /^Probe/ })
    this.plane = this.main.getByLabel(/points Z of a normal distribution/)
    this.probed = this.main.getByTestId('probe')
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Theory' }).click()
  }

  chapter(title: string): Locator {
    return this.main.getByRole('region', { name: title })
  }

  chapterLink(title: string): Locator {
    return this.main.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: title })
  }

  /** The two numbers of the probe Z and the two of its image X, as they are written under the pictures. */
  async probeAndImage(): Promise<[number, number, number, number]> {
    const text = (await this.probed.innerText()).replaceAll('−', '-')
    const [z0 = NaN, z1 = NaN, x0 = NaN, x1 = NaN] = [...text.matchAll(/-?\d+\.?\d*/g)].map(([number]) => Number(number))
    return [z0, z1, x0, x1]
  }

  /** Drags what is there to a place, as shares of the width and the height of another element. */
  async movePointTo(point: Locator, within: Locator, share: { x: number; y: number }): Promise<void> {
    const box = await within.boundingBox()
    if (box === null) throw new Error('There is nothing to drag in.')
    await point.hover()
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + share.x * box.width, box.y + share.y * box.height, { steps: 4 })
    await this.page.mouse.up()
  }

  /** Drags a handle of a chapter's picture sideways. @param name as its tooltip says: “μ” */
  async dragBy(chapter: Locator, name: string, pixels: number): Promise<void> {
    const handle = chapter.locator('circle').filter({ hasText: `Drag ${name}` })
    await handle.scrollIntoViewIfNeeded()
    await handle.hover()
    const box = await handle.boundingBox()
    if (box === null) throw new Error('There is no such handle.')
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + box.width / 2 + pixels, box.y + box.height / 2, { steps: 4 })
    await this.page.mouse.up()
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
