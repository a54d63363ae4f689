import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkbenchApi } from '../../../src/shared/contract/contract.ts'
import { ScalarsPage } from '../pages/scalars-page.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { writeManyRuns } from '../support/many-runs.ts'
import { pngSize } from '../support/png-size.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

const cards = ['loss', 'val-loss', 'reconstruction', 'kl', 'kl-per-dimension', 'learning-rate', 'seconds']

test('cards show every metric of all runs, as the user has set them, also after a restart', async ({ workspace, start }) => {
  writeManyRuns(workspace, 3, 50)
  const first = await start()
  const scalars = new ScalarsPage(first.page)
  await scalars.open()
  await expect.poll(() => scalars.order()).toEqual(cards)
  await expect(scalars.card('Loss').count).toHaveText('300 points')
  await expect(scalars.card('Validation loss').count).toHaveText('150 points')
  await scalars.card('KL per latent dimension').root.scrollIntoViewIfNeeded()
  await expect(scalars.card('KL per latent dimension').count).toHaveText('300 points')

  await scalars.choose('Horizontal axis', 'Step')
  await scalars.smoothing.press('End')
  await scalars.card('KL divergence').button('Pin to the top').click()
  await expect.poll(async () => (await scalars.order())[0]).toBe('kl')
  await first.expectClean()
  await first.quit()

  const again = new ScalarsPage((await start()).page)
  await again.open()
  await expect.poll(async () => (await again.order())[0]).toBe('kl')
  await expect(again.axis('Step')).toBeChecked()
  await expect(again.smoothing).toHaveAttribute('aria-valuenow', '0.999')
})

test('a chart is zoomed by drag, wheel and keys, and shows everything again', async ({ workspace, start }) => {
  writeManyRuns(workspace, 2, 2000)
  const { page, expectClean } = await start()
  const scalars = new ScalarsPage(page)
  await scalars.open()
  const { chart, count, reset } = scalars.card('Validation loss')
  await expect(count).toHaveText(/^[\d,]+ of 4,000 points$/)

  await scalars.card('Validation loss').drag()
  await expect(reset).toBeVisible()
  await expect(count).toHaveText(/^\d{1,3} of 4,000 points$/)
  await chart.dblclick()
  await expect(reset).toBeHidden()

  // The wheel scrolls the page, unless it is turned with Ctrl.
  await page.mouse.move(0, 0)
  await chart.hover()
  await page.mouse.wheel(0, -200)
  await expect(reset).toBeHidden()
  await chart.hover()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await expect(reset).toBeVisible()
  await reset.click()

  await chart.focus()
  await page.keyboard.press('+')
  await expect(reset).toBeVisible()
  await page.keyboard.press('0')
  await expect(reset).toBeHidden()
  await page.keyboard.press('ArrowLeft')
  await expect(scalars.tooltip).toContainText('Epoch 1,999')
  await expectClean()
})

test('a pointer’s tooltip names all runs, the nearest first', async ({ workspace, start }) => {
  writeManyRuns(workspace, 3, 50)
  const { page } = await start()
  const scalars = new ScalarsPage(page)
  await scalars.open()
  const { chart, count } = scalars.card('Validation loss')
  await expect(count).toHaveText('150 points')
  const box = await chart.boundingBox()
  await chart.hover({ position: { x: (box?.width ?? 0) / 2, y: 20 } })
  const names = () => scalars.tooltip.locator('tbody th').allTextContents()
  await expect.poll(async () => (await names()).length).toBe(3)
  const fromAbove = await names()
  await chart.hover({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) - 50 } })
  await expect.poll(names).toEqual(fromAbove.reverse())
})

test('a card is a table, has the page to itself, and is saved as it is shown', async ({ workspace, start }) => {
  writeManyRuns(workspace, 2, 120)
  const { app, page, expectClean } = await start()
  const scalars = new ScalarsPage(page)
  await scalars.open()
  const card = scalars.card('Validation loss')
  await expect(card.count).toHaveText('240 points')
  await scalars.smoothing.press('End')

  for (const [item, name] of [[/CSV/, 'values.csv'], [/JSON/, 'values.json'], [/SVG/, 'figure.svg'], [/4×.*PNG/, 'figure.png']] as const) {
    await chooseDestination(app, join(workspace, name))
    await card.save(item)
    await expect(page.getByText(`Saved “${name}”`)).toBeVisible()
  }
  const csv = readFileSync(join(workspace, 'values.csv'), 'utf8').trim().split('\n')
  expect(csv).toHaveLength(241)
  expect(csv[0]).toBe('run,experiment,series,epoch,value (nats per image / (2 × pixels)),smoothed 0.999')
  const json = JSON.parse(readFileSync(join(workspace, 'values.json'), 'utf8')) as { curves: { smoothed: number[] }[] }
  expect(json.curves.map(({ smoothed }) => smoothed.length)).toEqual([120, 120])
  const svg = readFileSync(join(workspace, 'figure.svg'), 'utf8')
  for (const text of ['Validation loss', 'Epoch', 'Run 001 · val_loss']) expect(svg).toContain(`>${text}</text>`)
  expect(pngSize(join(workspace, 'figure.png'))[0]).toBe(4 * 960)

  await card.button('Show as a table').click()
  await expect(card.root.getByRole('row')).toHaveCount(51)
  await expect(card.root.getByText('Epochs 70–119 of 120')).toBeVisible()
  await card.button('Show the chart').click()

  await card.button('Full size').click()
  await expect(scalars.cards).toHaveCount(0)
  await expect(card.chart).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(scalars.cards).toHaveCount(7)
  await expectClean()
})

test('the author’s own curve lies over the losses', async ({ workspace, start }) => {
  writeManyRuns(workspace, 1, 50)
  const { page } = await start()
  const scalars = new ScalarsPage(page)
  await scalars.open()
  await expect(scalars.card('Loss').count).toHaveText('100 points')
  await scalars.overlay('part 3')
  // Five points each of loss and val_loss, up to epoch 999: the run's own come to lie in the same columns of pixels.
  await expect(scalars.card('Loss').count).toHaveText(/^\d+ of 110 points$/)
  await expect(scalars.card('KL divergence').count).toHaveText('100 points')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page is accessible in the ${colorScheme} theme`, async ({ workspace, start }) => {
    writeManyRuns(workspace, 3, 50)
    const { page } = await start({ colorScheme })
    const scalars = new ScalarsPage(page)
    await scalars.open()
    await expect(scalars.card('Loss').count).toHaveText('300 points')
    await expectAccessible(page)
    await scalars.card('Loss').button('Show as a table').click()
    await expectAccessible(page)
  })
}

test('an epoch that has ended is drawn within a quarter of a second', async ({ workbench: { app, page }, workspace }) => {
  await importSmallDataset(app, page, workspace)
  await trainOnSmallDataset(page, { name: 'Live', epochs: 400 })
  const scalars = new ScalarsPage(page)
  await scalars.open()
  await expect(scalars.card('Validation loss').count).toHaveText(/points/)
  // From the end of the epoch, as the training thread has noted it, to the frame that shows its point.
  const delays = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const taken: number[] = []
        const ended = new Map<number, number>()
        const { workbench } = window as unknown as { workbench: WorkbenchApi }
        workbench.subscribe('training:epoch', ({ metrics }) => ended.set(metrics.epoch + 1, metrics.endedAt))
        const count = document.querySelector('[data-card="val-loss"] [data-testid="point-count"]')
        const look = () => {
          const points = Number((count?.textContent ?? '').replace(/[^\d]/g, ''))
          const at = ended.get(points)
          if (at !== undefined) taken.push(Date.now() - at)
          ended.delete(points)
          if (taken.length === 15) resolve(taken)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  const median = [...delays].sort((a, b) => a - b)[7] ?? Infinity
  console.log(`median ${median} ms from the end of an epoch to its point`)
  expect(median).toBeLessThan(250)
})
