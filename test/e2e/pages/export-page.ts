import type { Locator, Page } from 'playwright/test'

type Kind = 'Manifold' | 'Latent scatter' | 'Reconstructions' | 'Scalars' | 'Latents' | 'Labels' | 'Weights' | 'Experiment'

/** What a run can be saved as. */
export class ExportPage {
  readonly main: Locator
  /** The frame as it is exported. */
  readonly preview: Locator
  readonly frames: Locator

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main')
    this.preview = this.main.getByLabel(/as it is exported$/)
    this.frames = this.main.getByRole('slider', { name: 'Frame' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Export' }).click()
  }

  async choose(kind: Kind): Promise<void> {
    await this.main.getByRole('list', { name: 'What to export' }).getByRole('button', { name: kind }).click()
  }

  async format(name: string): Promise<void> {
    await this.main.getByRole('radio', { name, exact: true }).click()
  }

  field(label: string): Locator {
    return this.main.getByLabel(label, { exact: true })
  }

  async select(label: string, option: string): Promise<void> {
    await this.field(label).click()
    await this.page.getByRole('option', { name: option }).click()
  }

  async start(format: string): Promise<void> {
    await this.main.getByRole('button', { name: `Export ${format}…` }).click()
  }

  /** Pixels of the preview. */
  size(): Promise<[number, number]> {
    return this.preview.evaluate((canvas: HTMLCanvasElement): [number, number] => [canvas.width, canvas.height])
  }
}
