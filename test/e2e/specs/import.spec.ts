import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { idxBytes } from '../../support/idx-files.ts'
import { ImportDialog } from '../pages/import-dialog.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { chooseFiles } from '../support/dialogs.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('import IDX files and train on them', async ({ workbench: { app, page }, workspace }) => {
  await importSmallDataset(app, page, workspace)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Bright rows' })).toBeVisible()
  await expect(main.getByText('600 training and 100 test images of 12 × 12 pixels')).toBeVisible()
  await expect(main.getByLabel('600 training images')).toBeVisible()

  const observe = await trainOnSmallDataset(page, { name: 'Rows', epochs: 4 })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  await expect(observe.points(4)).toBeVisible()
  await expect(observe.scatter).toHaveAccessibleName(/^Latent means of 100 test images at epoch 3/)

  await observe.button('Train longer…').click()
  const longer = page.getByRole('dialog', { name: 'Train longer' })
  await longer.getByLabel('Epochs in all').fill('4')
  await expect(longer.getByText('More than the 4 it has.')).toBeVisible()
  await longer.getByLabel('Epochs in all').fill('6')
  await longer.getByRole('button', { name: 'Train', exact: true }).click()
  await expect(observe.points(6)).toBeVisible({ timeout: 60_000 })
  await expect(observe.status('Completed')).toBeVisible()
})

test('files that do not fit are refused beside the form, a better choice goes through', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  const folder = join(workspace, 'idx')
  mkdirSync(folder)
  const file = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const images = file('images', idxBytes([20, 4, 4], new Uint8Array(320)))
  const labels = file('labels', idxBytes([20], new Uint8Array(20).fill(3)))
  const bad: [path: string, message: RegExp][] = [
    [file('short', idxBytes([20, 4, 4], new Uint8Array(100))), /short.*\./],
    [file('text', Buffer.from('these are not images')), /is not an IDX file/],
    [file('empty', new Uint8Array(0)), /is empty/],
    [labels, /holds labels, not images/],
    [file('few', idxBytes([19, 4, 4], new Uint8Array(304))), /19.*20|20.*19/],
    [file('broken.gz', gzipSync(new Uint8Array(400)).subarray(0, 20)), /broken\.gz/],
  ]
  const dialog = new ImportDialog(page)
  await new Sidebar(page).importDataset()
  await expect(dialog.submit).toBeDisabled()
  await dialog.name.fill('Sixteen pixels')
  await chooseFiles(app, labels)
  await dialog.choose('training labels')
  for (const [path, message] of bad) {
    await chooseFiles(app, path)
    await dialog.choose('training images')
    await dialog.submit.click()
    await expect(dialog.error).toHaveText(message)
  }
  await expectAccessible(page)
  await expect(new Sidebar(page).dataset('Sixteen pixels')).toHaveCount(0)

  await chooseFiles(app, images)
  await dialog.choose('training images')
  await dialog.submit.click()
  await expect(dialog.root).toBeHidden()
  await expect(page.getByText('18 training and 2 test images of 4 × 4 pixels')).toBeVisible()
})
