import type { ElectronApplication, Locator, Page } from 'playwright/test'

/** The window as a whole: its rail, its menu bar, and the dialogs that belong to no page. */
export class WorkbenchWindow {
  readonly rail: Locator
  readonly palette: Locator
  readonly shortcuts: Locator
  readonly log: Locator
  readonly about: Locator

  constructor(page: Page) {
    this.rail = page.getByRole('navigation', { name: 'Views' })
    this.palette = page.getByRole('dialog', { name: 'Commands and runs' })
    this.shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    this.log = page.getByRole('dialog', { name: 'Log' })
    this.about = page.getByRole('dialog', { name: 'Manifold Workbench' })
  }

  /** The pages on the rail, as they are called, from top to bottom. */
  pages(): Promise<string[]> {
    return this.rail.getByRole('button').allInnerTexts()
  }

  pageButton(name: string): Locator {
    return this.rail.getByRole('button', { name, exact: true })
  }

  /** Presses an entry of the menu bar; both are named as they are shown. */
  async press(app: ElectronApplication, menu: string, entry: string): Promise<void> {
    await app.evaluate(
      ({ Menu }, [menu, entry]) => {
        const plain = (label: string) => label.replace('&', '')
        const top = Menu.getApplicationMenu()?.items.find(({ label }) => plain(label) === menu)?.submenu?.items ?? []
        const items = top.flatMap((item) => [item, ...(item.submenu?.items ?? [])])
        const item = items.find(({ label }) => plain(label) === entry)
        const labels = items.map(({ label }) => label).join(', ')
        if (item === undefined) throw new Error(`The menu has no ${menu} › ${entry}, but: ${labels}`)
        const click = item.click as () => void
        click()
      },
      [menu, entry] as const,
    )
  }
}
