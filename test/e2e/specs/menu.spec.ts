import type { ElectronApplication } from 'playwright/test'
import { join } from 'node:path'
import { Store } from '../../../src/main/store/store.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { ImportDialog } from '../pages/import-dialog.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { answerMessageBoxes, askedMessages } from '../support/launch.ts'
import { expect, test } from '../support/test.ts'

/** Presses an entry of the menu bar, its label without the mark of its letter. */
async function press(app: ElectronApplication, menu: string, entry: string): Promise<void> {
  await app.evaluate(
    ({ Menu }, [menu, entry]) => {
      const plain = (label: string) => label.replace('&', '')
      const items = Menu.getApplicationMenu()?.items.find(({ label }) => plain(label) === menu)?.submenu?.items ?? []
      const item = items.find(({ label }) => plain(label) === entry)
      const labels = items.map(({ label }) => label).join(', ')
      if (item === undefined) throw new Error(`The menu has no ${menu} › ${entry}, but: ${labels}`)
      const click = item.click as () => void
      click()
    },
    [menu, entry] as const,
  )
}

test('the menu bar reaches everything', async ({ workbench: { app, page } }) => {
  const observe = new ObservePage(page)
  await press(app, 'Run', 'Train or Resume')
  await expect(observe.notices).toContainText('No run is selected')

  await press(app, 'File', 'New Experiment…')
  await new NewExperimentPage(page).create.click()
  await expect(observe.button('Train')).toBeVisible()
  await press(app, 'Run', 'Rename…')
  await expect(observe.name).toBeFocused()
  await page.keyboard.type('Renamed')
  await page.keyboard.press('Enter')
  await expect(new Sidebar(page).run('Renamed')).toBeVisible()

  await press(app, 'File', 'Import Data Set…')
  const dialog = new ImportDialog(page)
  await expect(dialog.name).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog.root).toBeHidden()
  await press(app, 'File', 'Import Data Set…')
  await expect(dialog.root).toBeVisible()
  await page.keyboard.press('Escape')

  await press(app, 'Run', 'Delete')
  await expect(new Sidebar(page).runs).toHaveText('None yet')
  await observe.notices.getByRole('button', { name: 'Undo' }).click()
  await expect(new Sidebar(page).run('Renamed')).toBeVisible()

  await answerMessageBoxes(app, 0)
  await press(app, 'Help', 'About Manifold Workbench')
  await expect.poll(() => askedMessages(app)).toEqual(['Manifold Workbench'])
})

test('runs that the command line adds appear when the window gets the focus', async ({ workbench: { page }, workspace }) => {
  const configuration = presets[0]?.configuration
  if (configuration === undefined) throw new Error('There is no preset.')
  const store = Store.open(join(workspace, 'workbench.sqlite'))
  store.experiments.create({ name: 'From elsewhere', configuration, origin: null })
  store.close()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await new Sidebar(page).run('From elsewhere').click()
  await expect(new ObservePage(page).status('Not trained yet')).toBeVisible()
})
