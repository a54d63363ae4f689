import type { Locator, Page } from 'playwright/test'

/** The list of runs, data sets and exports at the left. */
export class Sidebar {
  readonly root: Locator

  constructor(page: Page) {
    this.root = page.getByRole('navigation', { name: 'Runs and data sets' })
  }

  run(name: string): Locator {
    return this.root.getByRole('button', { name })
  }

  get runs(): Locator {
    return this.root.getByRole('region', { name: 'Runs', exact: true }).getByRole('listitem')
  }

  dataset(name: string): Locator {
    return this.root.getByRole('region', { name: 'Data sets' }).getByRole('button', { name })
  }

  /** The row of an export by its file's name. */
  exportOf(fileName: string): Locator {
    return this.root.getByTestId('export-job').filter({ hasText: fileName })
  }

  newExperiment(): Promise<void> {
    return this.root.getByRole('button', { name: 'New experiment' }).click()
  }

  importDataset(): Promise<void> {
    return this.root.getByRole('button', { name: 'Import data set' }).click()
  }
}
