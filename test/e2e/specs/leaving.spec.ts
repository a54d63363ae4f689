import { spawn } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { answerMessageBoxes, askedMessages, launchArguments, launchEnvironment } from '../support/launch.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

/** More than could be trained while a test runs. */
const endless = 100_000

test('quitting while a run trains asks, keeps whole epochs and takes no more than 5 s', async ({ start }) => {
  const first = await start()
  await first.page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).click()
  const observe = new ObservePage(first.page)
  await observe.waitForPoints(1)

  await answerMessageBoxes(first.app, 1)
  await first.app.evaluate(({ app }) => app.quit())
  await expect.poll(() => askedMessages(first.app)).toEqual(['A run is training. Quit anyway?'])
  await expect(observe.status('Training')).toBeVisible()

  const startedAt = Date.now()
  expect(await first.quit()).toBe(0)
  expect(Date.now() - startedAt).toBeLessThan(5000)

  const second = await start()
  await expect(new Sidebar(second.page).run('Variational autoencoder')).toContainText('Stopped')
  await expect(new ObservePage(second.page).points(0)).toBeHidden()
  expect(await second.quit()).toBe(0)
})

test('the window’s close button asks as well, and lets go at once when nothing trains', async ({ start }) => {
  const { app } = await start()
  const exit = new Promise((resolve) => app.process().once('exit', resolve))
  await answerMessageBoxes(app, 1)
  void app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  expect(await exit).toBe(0)
})

test('training goes on behind a reload, a crash of the page, a second run and a second start', async ({ start, workspace }) => {
  const workbench = await start()
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Goes on', epochs: endless })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })

  await page.reload()
  await expect(observe.name).toHaveValue('Goes on')
  await expect(observe.status('Training')).toBeVisible()
  const points = async () => {
    const text = (await page.getByText(/^[\d,]+ points?$/).textContent()) ?? ''
    return Number.parseInt(text.replaceAll(',', ''), 10)
  }
  const before = await points()
  await expect.poll(points).toBeGreaterThan(before)

  await trainOnSmallDataset(page, { name: 'Waits', epochs: 1 })
  await expect(observe.status('Queued')).toBeVisible()
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible()
  await expect(new Sidebar(page).run('Goes on')).toContainText('Training')

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const executable = app.process().spawnfile
  const again = spawn(executable, launchArguments(workspace), { env: launchEnvironment(), stdio: 'ignore' })
  expect(await new Promise((resolve) => again.once('exit', resolve))).toBe(0)
  const minimized = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))
  await expect.poll(minimized).toEqual([false])

  await workbench.expectClean()
  // The page that crashed is lost to the test's driver: what comes after it is asked through the main process.
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const back = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(undefined)))
    contents?.forcefullyCrashRenderer()
    await back
  })
  const shown = () =>
    app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          "document.querySelector('main h1')?.parentElement?.textContent ?? ''",
        ) as Promise<string>,
    )
  await expect.poll(shown).toContain('Training')
  expect(await workbench.quit()).toBe(0)
})

test('a program that was killed while it trained says so and goes on from the last whole epoch', async ({ start, workspace }) => {
  const first = await start()
  await importSmallDataset(first.app, first.page, workspace)
  const { curves } = await trainOnSmallDataset(first.page, { name: 'Cut short', epochs: endless })
  await expect(curves).toBeVisible({ timeout: 60_000 })
  const exit = new Promise((resolve) => first.child.once('exit', resolve))
  first.child.kill('SIGKILL')
  await exit

  const second = await start()
  const observe = new ObservePage(second.page)
  await expect(observe.name).toHaveValue('Cut short')
  await expect(observe.status('Interrupted')).toBeVisible()
  const banner = second.page.getByText(/^The program ended while this run trained\. Its [\d,]+ whole epochs? (is|are) kept/)
  await expect(banner).toBeVisible()
  await observe.button('Resume').click()
  await expect(observe.status('Training')).toBeVisible()
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible({ timeout: 60_000 })
  await second.expectClean()
})

test('a run whose newest checkpoint is damaged says what going back takes away, and does when it is told to', async ({ start, workspace }) => {
  const first = await start()
  await importSmallDataset(first.app, first.page, workspace)
  await expect((await trainOnSmallDataset(first.page, { name: 'Damaged', epochs: 4 })).status('Completed')).toBeVisible({ timeout: 60_000 })
  expect(await first.quit()).toBe(0)
  const database = new Database(join(workspace, 'workbench.sqlite'))
  const checkpointBytes = () => database.prepare('SELECT length(state) FROM checkpoints WHERE epoch = 3').pluck().get()
  const whole = checkpointBytes()
  database.exec('UPDATE checkpoints SET state = zeroblob(64) WHERE epoch = 3')

  const second = await start()
  const observe = new ObservePage(second.page)
  await observe.button('Train one epoch').click()
  const notice = second.page.getByRole('alert').filter({ hasText: 'The newest checkpoint is damaged' })
  await expect(notice).toContainText('takes epoch 3 away, to be trained again')
  await second.page.screenshot({ path: 'test-results/go-back.png' })
  await expect(observe.points(4)).toBeVisible()
  await notice.getByRole('button', { name: 'Go back and train' }).click()
  await expect(notice).toBeHidden()
  await expect.poll(checkpointBytes).toBe(whole)
  await expect(observe.points(4)).toBeVisible()
  await expect(observe.status('Completed')).toBeVisible()
  await second.expectClean()
  expect(await second.quit()).toBe(0)
  database.close()
})
