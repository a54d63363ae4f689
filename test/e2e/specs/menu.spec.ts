import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Store } from '../../../src/main/store/store.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { ImportDialog } from '../pages/import-dialog.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../support/test.ts'
import { WorkbenchWindow } from '../pages/window.ts'

test('the menu bar reaches everything', async ({ workbench: { app, page } }) => {
  const observe = new ObservePage(page)
  const window = new WorkbenchWindow(page)
  await window.press(app, 'Run', 'Train or resume')
  await expect(observe.notices).toContainText('No run is selected')

  await window.press(app, 'File', 'New experiment…')
  await new NewExperimentPage(page).create.click()
  await expect(observe.button('Train')).toBeVisible()
  await window.press(app, 'Run', 'Rename…')
  await expect(observe.name).toBeFocused()
  await page.keyboard.type('Renamed')
  await page.keyboard.press('Enter')
  await expect(new Sidebar(page).run('Renamed')).toBeVisible()

  await window.press(app, 'File', 'Import data set…')
  const dialog = new ImportDialog(page)
  await expect(dialog.name).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog.root).toBeHidden()
  await window.press(app, 'File', 'Import data set…')
  await expect(dialog.root).toBeVisible()
  await page.keyboard.press('Escape')

  await window.press(app, 'Run', 'Delete')
  await expect(new Sidebar(page).runs).toHaveText('None yet')
  await observe.notices.getByRole('button', { name: 'Undo' }).click()
  await expect(new Sidebar(page).run('Renamed')).toBeVisible()

  await window.press(app, 'View', 'Data')
  await expect(window.pageButton('Data')).toHaveAttribute('aria-current', 'page')
  await window.press(app, 'File', 'Renamed')
  await expect(observe.name).toHaveValue('Renamed')

  await window.press(app, 'Help', 'About Manifold Workbench')
  await expect(window.about).toContainText('TensorFlow')
  const running = await app.evaluate(() => process.versions.electron)
  const intended = (createRequire(import.meta.url)('electron/package.json') as { version: string }).version
  await expect(window.about.getByText('Fallback, for development and tests only')).toHaveCount(running === intended ? 0 : 1)
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
