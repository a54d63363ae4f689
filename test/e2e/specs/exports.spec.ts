import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Sidebar } from '../pages/sidebar.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('an export can be cancelled and leaves nothing; the others write what they say', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To export', epochs: 60, everySnapshot: true })
  const sidebar = new Sidebar(page)
  await expect(observe.status('Completed')).toBeVisible({ timeout: 90_000 })

  const gif = join(workspace, 'z_distr.gif')
  await chooseDestination(app, gif)
  await observe.export('Latent scatter…')
  const job = sidebar.exportOf('z_distr.gif')
  await job.getByRole('button', { name: 'Cancel the export of z_distr.gif' }).click()
  await expect(job).toContainText('Cancelled')
  expect(existsSync(gif)).toBe(false)
  expect(readdirSync(workspace).filter((name) => name.includes('z_distr'))).toEqual([])
  await job.getByRole('button', { name: 'Take z_distr.gif off the list' }).click()
  await expect(job).toHaveCount(0)

  await chooseDestination(app, null)
  await observe.export('Scalars…')
  await chooseDestination(app, join(workspace, 'scalars.csv'))
  await observe.export('Scalars…')
  await expect(sidebar.exportOf('scalars.csv')).toContainText('Done')
  const lines = readFileSync(join(workspace, 'scalars.csv'), 'utf8').trim().split('\n')
  expect(lines).toHaveLength(61)

  await chooseDestination(app, join(workspace, 'missing', 'weights.safetensors'))
  await observe.export('Weights…')
  await expect(sidebar.exportOf('weights.safetensors')).toContainText(/does not exist/)
})
