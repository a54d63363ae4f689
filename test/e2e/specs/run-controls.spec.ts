import { join } from 'node:path'
import { Store } from '../../../src/main/store/store.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { RunControls } from '../pages/run-controls.ts'
import { RunList } from '../pages/run-list.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { WorkbenchWindow } from '../pages/window.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { storedRuns } from '../support/seed.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('a run is trained epoch by epoch, at rates set by hand, branched and written about', async ({ workbench, workspace }) => {
  test.setTimeout(180_000)
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const form = new NewExperimentPage(page)
  const observe = new ObservePage(page)
  const controls = new RunControls(page)
  const list = new RunList(page)
  const window = new WorkbenchWindow(page)

  await test.step('the form says what a value is by default, and goes back to it', async () => {
    await new Sidebar(page).newExperiment()
    await form.choose('Optimiser', 'SGD')
    await expect(form.field('Momentum')).toHaveValue('0.9')
    await form.reset('Optimiser')
    await expect(form.field('Momentum')).toHaveCount(0)
    await expect(form.group('Training')).toContainText('Default 500, the tutorial’s')
    expect(await form.note('Batch size')).toContain('averages its gradient')
    await form.field('Name').fill('Origin')
    await form.choose('Data set', 'Bright rows')
    await form.field('Epochs', 'Training').fill('3')
    await form.field('Batch size').fill('100')
    await form.choose('At which epochs', 'Regularly')
    await form.field('Every', 'Snapshots').fill('1')
    await form.create.click()
  })

  await test.step('one epoch at a time', async () => {
    for (const done of [1, 2]) {
      await observe.button('Train one epoch').click()
      await expect(observe.points(done)).toBeVisible({ timeout: 60_000 })
      await expect(observe.status('Paused')).toBeVisible()
    }
    await expectAccessible(page)
  })

  await test.step('a learning rate set while it is paused applies from the next step', async () => {
    await controls.rate.click()
    await controls.rateField.fill('fast')
    await expect(page.getByText('A number from 1e-8 to 1 with a decimal point, not a comma, such as 0.0001.')).toBeVisible()
    await page.keyboard.press('Escape')
    await controls.setRate('5e-4')
    await observe.button('Resume').click()
    await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
    await expect(observe.readout).toContainText('5e-4')
    await expect(controls.rate).toHaveAccessibleName(/5e-4/)
    const store = Store.open(join(workspace, 'workbench.sqlite'), { readOnly: true })
    const { id } = store.experiments.list()[0] ?? { id: '' }
    expect(store.learningRates.list(id)).toMatchObject([{ epoch: 2, step: 0, learningRate: 5e-4 }])
    expect(store.epochs.list(id).map(({ learningRate }) => learningRate)).toEqual([1e-4, 1e-4, 5e-4])
    store.close()
  })

  await test.step('one epoch more than it was made for', async () => {
    await observe.button('Train one epoch').click()
    await expect(observe.points(4)).toBeVisible({ timeout: 60_000 })
    await expect(observe.status('Completed')).toBeVisible()
  })

  await test.step('what its steps take is told in a picture and a table, and changes nothing', async () => {
    const before = storedRuns(workspace).get('Origin')
    await window.press(app, 'Run', 'Profile a training step…')
    const dialog = page.getByRole('dialog', { name: 'What a training step takes' })
    await expect(dialog).toContainText('In memory alone', { ignoreCase: true })
    await expect(dialog).toContainText('a step of 100 images after 4 epochs', { timeout: 60_000 })
    await expect(dialog.getByRole('row', { name: /^ResourceApplyAdam 22 / })).toBeAttached()
    const picture = dialog.getByRole('img', { name: /^Operations of one step/ })
    await picture.focus()
    await page.keyboard.press('End')
    await expect(dialog).toContainText(/, lane \d+: /)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    expect(storedRuns(workspace).get('Origin')).toEqual(before)
  })

  await test.step('branch from an earlier snapshot', async () => {
    await observe.slider.focus()
    await page.keyboard.press('Home')
    await observe.branchAtTick(1, 4)
    await expect(form.field('Starts from')).toHaveValue('Origin, epoch 1')
    await expect(form.field('Latent dimensions')).toBeDisabled()
    await expect(form.field('Epochs', 'Training'), 'what was left').toHaveValue('2')
    await form.field('Name').fill('Branch')
    await form.createAndTrain.click()
    await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
    await expect.poll(() => list.names()).toEqual(['Origin', 'Branch'])
    await expect(list.row('Branch')).toHaveAttribute('aria-level', '2')
    const runs = storedRuns(workspace)
    expect(runs.get('Branch')?.origin).toEqual({ experimentId: runs.get('Origin')?.id, epoch: 1 })
    await expect(controls.origin).toContainText('Began at epoch 1 of Origin')
  })

  await test.step('notes are kept, also when one turns to another run at once', async () => {
    await controls.notes.fill('Falls faster\nthan its origin')
    await list.run('Origin').click()
    await expect(controls.notes).toHaveValue('')
    await expect.poll(() => storedRuns(workspace).get('Branch')?.notes).toBe('Falls faster\nthan its origin')
    await list.run('Branch').click()
    await expect(controls.notes).toHaveValue('Falls faster\nthan its origin')
  })
})

test('the title bar has room for everything at 1024 × 700 while a run trains', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700))
  await importSmallDataset(app, page, workspace)
  const name = 'A run whose name is much longer than the room there is for it in the title bar'
  const observe = await trainOnSmallDataset(page, { name, epochs: 5000 })
  await observe.waitForPoints(1)
  const boxes = await new RunControls(page).parts.evaluateAll((parts) =>
    parts.map((part) => {
      const { left } = part.getBoundingClientRect()
      const inner = [part, ...part.querySelectorAll('input, button, span, p')].map((each) => each.getBoundingClientRect().right)
      return { left, right: Math.max(...inner) }
    }),
  )
  expect(boxes).toHaveLength(3)
  boxes.forEach(({ right }, index) => expect(right).toBeLessThanOrEqual(boxes[index + 1]?.left ?? 1024))
  await observe.button('Stop').click()
  await expect(observe.status('Stopped')).toBeVisible()
})
