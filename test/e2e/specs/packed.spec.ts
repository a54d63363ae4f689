import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGif } from '../../main/export/gif/read-gif.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { SurroundingsBanner } from '../pages/surroundings-banner.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { packApplication, packedProcesses, packedProgram, replacePackedProgram } from '../support/packed-application.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

/* The application as it is shipped, from its archive. Without a debugger's fuse, installed, `npm run package:verify` tries it. */

test.beforeAll(async () => {
  test.setTimeout(300_000)
  await packApplication()
})

test('the packed application trains on MNIST and exports both GIFs', async ({ start, workspace }) => {
  const { app, page, expectClean, quit } = await start({ program: packedProgram(workspace) })
  expect(await app.evaluate(({ app }) => app.isPackaged && app.getAppPath().endsWith('app.asar'))).toBe(true)
  const form = new NewExperimentPage(page)
  const observe = new ObservePage(page)
  await new Sidebar(page).newExperiment()
  await form.field('Epochs', 'Training').fill('2')
  await form.createAndTrain.click()
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  await expect(observe.manifold).toHaveAccessibleName(/epoch 1:/)
  for (const [item, name] of [['Manifold…', 'manifold.gif'], ['Latent scatter…', 'z_distr.gif']] as const) {
    await chooseDestination(app, join(workspace, name))
    await observe.export(item)
    await expect(new Sidebar(page).exportOf(name)).toContainText('Done', { timeout: 60_000 })
    const { width, height, frames } = readGif(readFileSync(join(workspace, name)))
    expect([width, height, frames]).toEqual([800, 800, 2])
  }
  await expectClean()
  expect(await quit()).toBe(0)
})

test('updated under an open window it says so, begins nothing of the new version, and starts again as that', async ({ start, workspace }) => {
  const { app, child, page, expectClean } = await start({ program: packedProgram(workspace) })
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Goes on', epochs: 100_000 })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })
  const banner = new SurroundingsBanner(page)
  await expect(banner.updated).toBeHidden()

  replacePackedProgram()
  await expect(banner.updated).toBeVisible()
  const points = async () => Number.parseInt(((await page.getByText(/^[\d,]+ points?$/).textContent()) ?? '').replaceAll(',', ''), 10)
  const before = await points()
  await expect.poll(points).toBeGreaterThan(before)
  await chooseDestination(app, join(workspace, 'manifold.gif'))
  await observe.export('Manifold…')
  await expect(page.getByText('Manifold Workbench was updated while it was open. Restart it, then try again.').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/updated.png' })
  await expectClean()

  const exit = new Promise((resolve) => child.once('exit', resolve))
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
  })
  await banner.restart.click()
  expect(await exit).toBe(0)
  try {
    const starts = () => readFileSync(join(workspace, 'workbench.log'), 'utf8').split('\n').filter((line) => line.includes(' started, Electron')).length
    await expect.poll(starts).toBe(2)
    expect(packedProcesses(workspace)).toHaveLength(1)
    expect(packedProcesses(workspace)).not.toContain(child.pid)
  } finally {
    for (const pid of packedProcesses(workspace)) process.kill(pid, 'SIGKILL')
  }
})
