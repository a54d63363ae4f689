import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { ExportPage } from '../pages/export-page.ts'
import { ImportDialog } from '../pages/import-dialog.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { dropFiles } from '../support/drop.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('IDX files dropped on the window are imported; a large one can be left half-way', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  const dialog = new ImportDialog(page)
  const files = writeIdxFiles(join(workspace, 'idx'), syntheticDataset({ size: 12, train: 600, test: 100 }))
  await dropFiles(page, files.labels, files.images)
  await expect(dialog.root).toContainText('train-images-idx3-ubyte')
  await expect(dialog.root).toContainText('train-labels-idx1-ubyte')
  await dialog.name.fill('Dropped')
  await dialog.submit.click()
  // The test files lie beside them.
  await expect(page.getByText('600 training and 100 test images of 12 × 12 pixels')).toBeVisible()

  const mnist = (name: string) => join(import.meta.dirname, '../../../resources/datasets/mnist', name)
  await dropFiles(page, mnist('train-images-idx3-ubyte.gz'), mnist('train-labels-idx1-ubyte.gz'))
  await dialog.name.fill('Digits')
  await dialog.submit.click()
  await expect(dialog.progress).toBeVisible()
  await dialog.root.getByRole('button', { name: 'Cancel import' }).click()
  await expect(dialog.submit).toBeEnabled()
  await expect(dialog.error).toHaveCount(0)
  expect(readdirSync(join(workspace, 'datasets'))).toEqual(['dropped'])

  // The process that the window lives in is never held up.
  await app.evaluate(() => {
    const delays = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
    delays.enable()
    Object.assign(globalThis, { delays })
  })
  await dialog.submit.click()
  await expect(page.getByText('60,000 training and 10,000 test images of 28 × 28 pixels')).toBeVisible()
  await expect(page.getByRole('main').getByLabel('960 training images')).toBeVisible()
  const longest = await app.evaluate(() => (globalThis as unknown as { delays: { max: number } }).delays.max / 1e6)
  expect(longest).toBeLessThan(100)
})

test('an experiment dropped on another workbench shows what is missing of its data set', async ({ workbench, workspace, start }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To drop', epochs: 2 })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  const exports = new ExportPage(page)
  await exports.open()
  await exports.choose('Experiment')
  const file = join(workspace, 'dropped.manifold')
  await chooseDestination(app, file)
  await exports.start('.manifold')
  await expect(new Sidebar(page).exportOf('dropped.manifold')).toContainText('Done')
  expect(existsSync(file)).toBe(true)

  const other = await start({ workspace: join(workspace, 'another') })
  await dropFiles(other.page, file)
  await expect(other.page.getByText('Imported “To drop”')).toBeVisible()
  const sidebar = new Sidebar(other.page)
  await expect(sidebar.run('To drop').first()).toBeVisible()
  await expect(sidebar.dataset('Bright rows')).toContainText('Files not here')
  await sidebar.dataset('Bright rows').click()
  const main = other.page.getByRole('main')
  await expect(main.getByText('The images are not in this workspace')).toBeVisible()
  await expect(main.getByRole('button', { name: 'New experiment' })).toHaveCount(0)
  await expectAccessible(other.page)

  const idx = join(workspace, 'small-idx')
  await dropFiles(other.page, join(idx, 'train-images-idx3-ubyte'), join(idx, 'train-labels-idx1-ubyte'))
  const dialog = new ImportDialog(other.page)
  await dialog.name.fill('Any name')
  await dialog.submit.click()
  await expect(main.getByLabel('600 training images')).toBeVisible()
  await expect(sidebar.dataset('Bright rows')).not.toContainText('Files not here')
  await other.expectClean()
})
