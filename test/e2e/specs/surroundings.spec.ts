import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canMount, smallDisk } from '../../support/small-disk.ts'
import { startWorkbench } from '../../support/workbench-process.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { SurroundingsBanner } from '../pages/surroundings-banner.ts'
import { fillWithDemoData } from '../support/demo-workspace.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { epochSeconds } from '../support/seed.ts'
import { expect, test } from '../support/test.ts'

/** More than could be trained while a test runs. */
const endless = 100_000

test('a full disk pauses the run, says what to do, and the run goes on when there is room', async ({ start, workspace }) => {
  test.skip(!canMount, 'no file system can be mounted here')
  const disk = smallDisk(60)
  try {
    const { app, page, expectClean, quit } = await start({ workspace: disk.path })
    await importSmallDataset(app, page, workspace)
    const observe = await trainOnSmallDataset(page, { name: 'Fills the disk', epochs: endless, everySnapshot: true })
    await expect(observe.curves).toBeVisible({ timeout: 60_000 })
    const why = page.getByRole('group', { name: 'Why the run is paused' })
    await expect(why).toContainText('the disk is full. Free some space')
    await expect(why).toContainText('Nothing is lost: the run waits and goes on by itself.')
    await expect(observe.status('Paused')).toBeVisible()
    await page.screenshot({ path: 'test-results/disk-full.png' })
    await observe.button('Stop').click()
    await expect(observe.status('Stopped')).toBeVisible()
    await expectClean()
    expect(await quit()).toBe(0)
  } finally {
    disk.remove()
  }
})

test('a workspace that may not be written to is looked at, and says so to whoever changes something', async ({ start }) => {
  test.skip(!canMount, 'no file system can be mounted here')
  const disk = smallDisk(60)
  try {
    const place = join(disk.path, 'wörk späce 日本')
    await fillWithDemoData(place, 2, 60)
    disk.readOnly(true)
    const { page, expectClean, quit } = await start({ workspace: place })
    const banner = new SurroundingsBanner(page)
    await expect(banner.looking).toContainText('may not be written to')
    await expect(banner.openToWork).toBeHidden()
    const observe = new ObservePage(page)
    await expect(observe.curves).toBeVisible()
    await expect(observe.button('Train longer…')).toBeVisible()
    await page.screenshot({ path: 'test-results/read-only.png' })
    await page.getByRole('button', { name: 'New experiment' }).click()
    await page.getByRole('button', { name: 'Create and train' }).click()
    const notice = page.getByRole('alert').filter({ hasText: 'Only looking' })
    await expect(notice).toContainText('copy it to another place')
    await expectClean()
    expect(await quit()).toBe(0)
  } finally {
    disk.readOnly(false)
    disk.remove()
  }
})

test('beside the command line that trains, the window follows it and only looks', async ({ start, workspace }) => {
  await fillWithDemoData(workspace, 2, 20)
  const first = startWorkbench(['train', '--epochs', '1000', '--name', 'Elsewhere', '--workspace', workspace])
  try {
    await first.line(/^epoch 0 /)
    const { page, app, expectClean, quit } = await start()
    const banner = new SurroundingsBanner(page)
    await expect(banner.looking).toContainText(`the command line, process ${first.child.pid}`)
    const observe = new ObservePage(page)
    await expect(observe.name).toHaveValue('Elsewhere')
    const points = async () => Number.parseInt((await page.getByText(/^[\d,]+ points?$/).textContent()) ?? '', 10)
    const before = await points()
    await expect.poll(points, { timeout: 60_000 }).toBeGreaterThan(before)
    await observe.button('Stop').click()
    await expect(page.getByRole('alert').filter({ hasText: 'Only looking' })).toBeVisible()
    await banner.openToWork.click()
    await expect(page.getByRole('alert').filter({ hasText: 'Not now' })).toContainText('Close it to work here. Then try again.')
    await page.screenshot({ path: 'test-results/in-use.png' })
    await expectClean()

    first.child.kill('SIGTERM')
    await first.finished
    const exit = new Promise((resolve) => app.process().once('exit', resolve))
    // The process that comes after this one would not be the test's to end.
    await app.evaluate(({ app }) => {
      app.relaunch = (options) => process.stderr.write(`relaunched ${options?.args?.join(' ')}\n`)
    })
    await banner.openToWork.click()
    expect(await exit).toBe(0)
    expect(await quit()).toBe(0)
  } finally {
    first.child.kill('SIGKILL')
  }
})

test('a second start brings the window to the front, which tells of it; a second window only looks', async ({ start, workspace }) => {
  const first = await start()
  await importSmallDataset(first.app, first.page, workspace)
  const observe = await trainOnSmallDataset(first.page, { name: 'Goes on', epochs: endless })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })
  await first.app.evaluate(({ app }) => app.emit('second-instance', {}, [], '', null))
  await expect(first.page.getByRole('status').filter({ hasText: 'This workspace is open already' })).toBeVisible()

  const second = await start({ switches: ['--look-only'] })
  const banner = new SurroundingsBanner(second.page)
  await expect(banner.looking).toBeVisible()
  await expect(new Sidebar(second.page).run('Goes on')).toContainText('Training')
  await second.expectClean()
  expect(await second.quit()).toBe(0)
  await expect(observe.status('Training')).toBeVisible()
  await first.expectClean()
})

test('a workspace that is moved under a run says so, makes no other, and goes on when it is back', async ({ start, workspace }) => {
  const place = join(workspace, 'in use')
  const elsewhere = join(workspace, 'moved')
  const { app, page, expectClean, quit } = await start({ workspace: place })
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Moved', epochs: endless })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })
  renameSync(place, elsewhere)
  const banner = new SurroundingsBanner(page)
  await expect(banner.gone).toContainText(place)
  await expect(observe.status('Paused')).toBeVisible()
  await page.screenshot({ path: 'test-results/gone.png' })
  expect(existsSync(join(place, 'workbench.sqlite'))).toBe(false)
  // What Chromium puts there meanwhile is its own.
  rmSync(place, { recursive: true, force: true })
  renameSync(elsewhere, place)
  await expect(banner.gone).toBeHidden()
  await expect(observe.status('Training')).toBeVisible()
  await expectClean()
  expect(await quit()).toBe(0)
})

test('a workspace that is deleted under a run costs no crash, and is not made anew', async ({ start, workspace }) => {
  const place = join(workspace, 'in use')
  const { app, page, expectClean, quit } = await start({ workspace: place })
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Deleted', epochs: endless })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
  await expect(new SurroundingsBanner(page).gone).toBeVisible()
  await expect(observe.status('Paused')).toBeVisible()
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible()
  await observe.button('Resume').click()
  await expect(page.getByRole('alert').filter({ hasText: 'was moved or deleted' }).first()).toBeVisible()
  expect(existsSync(join(place, 'workbench.sqlite'))).toBe(false)
  await expectClean()
  expect(await quit()).toBe(0)
  expect(existsSync(join(place, 'workbench.sqlite'))).toBe(false)
})

test('a run sleeps with the machine, and the sleep is no epoch’s time', async ({ start, workspace }) => {
  const { app, page, expectClean, quit } = await start()
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Sleeps', epochs: endless })
  await expect(observe.curves).toBeVisible({ timeout: 60_000 })
  const points = async () => Number.parseInt(((await page.getByText(/^[\d,]+ points?$/).textContent()) ?? '').replaceAll(',', ''), 10)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
  await page.waitForTimeout(1000)
  const asleep = await points()
  await page.waitForTimeout(2000)
  expect(await points()).toBe(asleep)
  await expect(observe.status('Training')).toBeVisible()
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await expect.poll(points).toBeGreaterThan(asleep + 3)
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible()
  expect(Math.max(...epochSeconds(workspace, 'Sleeps'))).toBeLessThan(2)
  await expectClean()
  expect(await quit()).toBe(0)
})

test('a native abort takes the window along, but no epoch: the next start says so and offers to resume', async ({ start, workspace }) => {
  const first = await start()
  await importSmallDataset(first.app, first.page, workspace)
  const { curves } = await trainOnSmallDataset(first.page, { name: 'Aborted', epochs: endless })
  await expect(curves).toBeVisible({ timeout: 60_000 })
  const exit = new Promise((resolve) => first.child.once('exit', (_code, signal) => resolve(signal)))
  void first.app.evaluate(() => process.abort()).catch(() => undefined)
  expect(await exit).not.toBeNull()
  const kept = epochSeconds(workspace, 'Aborted').length
  expect(kept).toBeGreaterThan(0)

  const second = await start()
  const observe = new ObservePage(second.page)
  await expect(observe.status('Interrupted')).toBeVisible()
  await expect(second.page.getByText('The program ended while this run trained.')).toContainText(`${kept.toLocaleString('en')} whole ${kept === 1 ? 'epoch is' : 'epochs are'} kept`)
  await observe.button('Resume').click()
  await expect(observe.status('Training')).toBeVisible()
  await expect.poll(() => epochSeconds(workspace, 'Aborted').length, { timeout: 60_000 }).toBeGreaterThan(kept)
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible({ timeout: 60_000 })
  await second.expectClean()
})
