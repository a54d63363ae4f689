import { ComparePage } from '../pages/compare-page.ts'
import { ScalarsPage } from '../pages/scalars-page.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { writeManyRuns } from '../support/many-runs.ts'
import { expect, test } from '../support/test.ts'

test('runs are compared in one chart and a table that marks their differences', async ({ workspace, start }) => {
  writeManyRuns(workspace, 3, 40)
  const { page, expectClean } = await start()
  const compare = new ComparePage(page)
  await compare.open()
  await expect(new ScalarsPage(page).card('Validation loss').count).toHaveText('120 points')
  await compare.draw('Learning rate')
  await expect(new ScalarsPage(page).card('Learning rate').count).toHaveText(/points/)

  await expect.poll(() => compare.cells('optimizer.learningRate')).toEqual(['1e-4', '2e-4', '3e-4'])
  await expect(compare.row('seed')).toContainText('(differs)')
  await expect(compare.row('batchSize')).not.toContainText('(differs)')
  await expect.poll(async () => (await compare.cells('time')).every((time) => time.includes('min'))).toBe(true)

  const best = async () => (await compare.cells('best-val-loss')).map(Number)
  const ascending = (await best()).sort((a, b) => a - b)
  await compare.sortBy('Best val_loss')
  await expect.poll(best).toEqual(ascending)
  await compare.sortBy('Best val_loss')
  await expect.poll(best).toEqual([...ascending].reverse())

  await compare.differencesOnly.click()
  await expect(compare.row('batchSize')).toHaveCount(0)
  await expect(compare.row('seed')).toHaveCount(1)
  await expectAccessible(page)
  await expectClean()
})

test('the page is accessible in the dark theme', async ({ workspace, start }) => {
  writeManyRuns(workspace, 3, 40)
  const { page } = await start({ colorScheme: 'dark' })
  const compare = new ComparePage(page)
  await compare.open()
  await expect(compare.row('seed')).toBeVisible()
  await expectAccessible(page)
})
