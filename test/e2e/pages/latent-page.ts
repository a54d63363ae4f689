import type { Locator, Page } from 'playwright/test'
import { pictureOf } from '../support/canvas.ts'

/** The page that explores a run's latent space. */
export class LatentPage {
  readonly scatter: Locator
  readonly plane: Locator
  /** The scatter's table. */
  readonly table: Locator
  readonly manifold: Locator
  readonly manifoldPlane: Locator
  readonly slider: Locator
  readonly decodedPoint: Locator
  readonly decodedCode: Locator
  readonly distribution: Locator
  readonly drawingPad: Locator
  readonly drawingCode: Locator

  constructor(private readonly page: Page) {
    this.scatter = page.getByLabel(/^Latent means of/)
    this.plane = page.getByRole('application', { name: /^Latent plane/ })
    this.table = page.getByRole('region', { name: 'Latent space as a table' })
    this.manifold = page.getByLabel(/^Manifold of epoch/)
    this.manifoldPlane = page.getByRole('application', { name: /^Manifold\./ })
    this.slider = page.getByRole('slider', { name: 'Snapshot epoch' })
    this.decodedPoint = page.getByLabel('The decoder’s image of the point')
    this.decodedCode = page.getByTestId('decoded-code')
    this.distribution = page.getByTestId('digit-distribution')
    this.drawingPad = page.getByRole('application', { name: /^Drawing pad/ })
    this.drawingCode = page.getByTestId('drawing-code')
  }

  open(): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Latent' }).click()
  }

  tab(name: 'Point and digit' | 'Interpolation' | 'Reconstructions' | 'Draw a digit'): Promise<void> {
    return this.page.getByRole('tab', { name }).click()
  }

  label(label: number): Locator {
    return this.page.getByRole('button', { name: `Label ${label}`, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  radio(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true })
  }

  /** Chooses what an axis shows. */
  async choose(axis: 'Across' | 'Up', option: string): Promise<void> {
    await this.page.getByLabel(axis, { exact: true }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  /** A pixel of the page at a point of the plane, as long as it shows ±5. */
  async at(x: number, y: number): Promise<{ x: number; y: number }> {
    const box = await this.plane.boundingBox()
    if (box === null) throw new Error('The plane is not in view.')
    // As charts/axes.ts lays out a plot: 40 px on the left, 20 below, 4 above and 6 on the right, centred.
    const side = Math.floor(Math.min(box.width - 46, box.height - 24))
    const left = box.x + Math.round((box.width - side + 34) / 2)
    return { x: left + ((x + 5) / 10) * side, y: box.y + 4 + ((5 - y) / 10) * side }
  }

  /** What a canvas shows, to compare it with what it shows later. */
  picture(canvas: Locator): Promise<string> {
    return pictureOf(canvas)
  }
}
