import { expect, type Locator, type Page } from 'playwright/test'

/** A run, looked at. */
export class ObservePage {
  readonly name: Locator
  readonly slider: Locator
  readonly readout: Locator
  readonly manifold: Locator
  readonly scatter: Locator
  readonly reconstructions: Locator
  readonly curves: Locator
  readonly notices: Locator

  constructor(private readonly page: Page) {
    this.name = page.getByRole('textbox', { name: 'Name of the run' })
    this.slider = page.getByRole('slider', { name: 'Snapshot epoch' })
    this.readout = page.getByTestId('readout')
    this.manifold = page.getByLabel(/^Manifold of epoch/)
    this.scatter = page.getByLabel(/^Latent means of/)
    this.reconstructions = page.getByLabel(/^Their reconstructions at epoch/)
    this.curves = page.getByLabel(/^Loss and validation loss of/)
    this.notices = page.getByRole('region', { name: 'Notices' })
  }

  button(name: 'Train' | 'Resume' | 'Pause' | 'Stop' | 'Train longer…' | 'Train one epoch'): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true })
  }

  status(status: string): Locator {
    return this.page.getByRole('main').getByText(status, { exact: true })
  }

  /** “137 points” */
  points(count: number): Locator {
    return this.page.getByText(count === 1 ? '1 point' : `${count} points`, { exact: true })
  }

  /** Waits until at least so many epochs are drawn; while a run trains, an exact number is gone in no time. */
  async waitForPoints(least: number): Promise<void> {
    const drawn = async () => Number.parseInt((await this.page.getByText(/^\d+ points?$/).allTextContents())[0] ?? '0', 10)
    await expect.poll(drawn, { timeout: 60_000 }).toBeGreaterThanOrEqual(least)
  }

  /** Writes down where the timeline goes from now on. @returns what reads it */
  async visitedEpochs(): Promise<() => Promise<string[]>> {
    const visited = await this.slider.evaluateHandle((slider) => {
      const epochs: string[] = []
      const look = () => epochs.push(slider.getAttribute('aria-valuetext') ?? '')
      new MutationObserver(look).observe(slider, { attributes: true, attributeFilter: ['aria-valuetext'] })
      return epochs
    })
    return () => visited.jsonValue()
  }

  /** Asks for a branch by the menu of a tick. @param count how many snapshots there are */
  async branchAtTick(position: number, count: number): Promise<void> {
    const track = this.page.getByRole('group', { name: 'Snapshots' })
    const box = await track.boundingBox()
    if (box === null) throw new Error('There is no timeline.')
    const x = 7 + ((box.width - 14) * position) / (count - 1)
    await track.click({ button: 'right', position: { x, y: 20 } })
    await this.page.getByRole('menuitem', { name: 'Branch from here…' }).click()
  }

  async export(item: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Export', exact: true }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  /** Saves a figure as a PNG by the menu in its corner. @param figure as the button calls it: “the loss” */
  async savePicture(figure: string, scale: 1 | 2 | 4): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: `Save ${figure}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: `Save as PNG, ${scale}×` }).click()
  }

  /** Chooses the ground of all pictures, by the menu of any. */
  async savePictureOn(figure: string, ground: 'On white' | 'On the ground as shown'): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: `Save ${figure}`, exact: true }).click()
    await this.page.getByRole('menuitemcheckbox', { name: ground }).click()
  }

  async more(item: 'Rename' | 'Duplicate' | 'Delete'): Promise<void> {
    await this.page.getByRole('button', { name: 'More' }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }
}
