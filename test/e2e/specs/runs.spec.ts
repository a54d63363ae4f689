import { RunList } from '../pages/run-list.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { seedRuns, storedRuns } from '../support/seed.ts'
import { expect, test } from '../support/test.ts'

const three = [
  { name: 'Beta 10', valLosses: [0.3, 0.2, 0.12] },
  { name: 'Beta 9', valLosses: [0.31, 0.11, 0.19] },
  { name: 'Alpha', valLosses: [0.33, 0.25] },
]

test('runs are filtered, sorted, shown, hidden and coloured', async ({ start, workspace }) => {
  seedRuns(workspace, three)
  const { page, expectClean } = await start()
  const list = new RunList(page)
  await expect.poll(() => list.names()).toEqual(['Alpha', 'Beta 9', 'Beta 10'])
  await expect(list.run('Beta 10')).toContainText('0.1200')
  await expect(list.run('Beta 9')).toContainText('0.1100')

  await test.step('sort', async () => {
    await list.sort('Name')
    await expect.poll(() => list.names()).toEqual(['Alpha', 'Beta 9', 'Beta 10'])
    await list.sort('Best val_loss')
    await expect.poll(() => list.names()).toEqual(['Beta 9', 'Beta 10', 'Alpha'])
    await list.sort('Last val_loss')
    await expect.poll(() => list.names()).toEqual(['Beta 10', 'Beta 9', 'Alpha'])
  })

  await test.step('filter by text and by a regular expression', async () => {
    await list.filter.fill('beta')
    await expect(list.rows).toHaveCount(2)
    await list.regex.click()
    await list.filter.fill('^a|9$')
    await expect.poll(() => list.names()).toEqual(['Beta 9', 'Alpha'])
    await list.filter.fill('(')
    await expect(list.root).toContainText('Not a regular expression yet')
    await list.filter.press('Escape')
    await expect(list.rows).toHaveCount(3)
  })

  await test.step('hide and show, from the list’s menu too', async () => {
    await list.shown('Alpha').click()
    await expect(list.shown('Alpha')).not.toBeChecked()
    await expect.poll(() => storedRuns(workspace).get('Alpha')?.hidden).toBe(true)
    await list.all.click()
    await expect(list.shown('Alpha')).toBeChecked()
    await list.choose('Beta 9', 'Show only this one')
    await expect(list.shown('Beta 10')).not.toBeChecked()
    await expect(list.shown('Beta 9')).toBeChecked()
  })

  await test.step('recolour', async () => {
    await list.choose('Alpha', 'Colour', 'Red')
    await expect.poll(() => storedRuns(workspace).get('Alpha')?.colour).toBe(7)
    const red = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--run-7'))
    expect(await list.shown('Alpha').evaluate((dot) => getComputedStyle(dot).getPropertyValue('--run'))).toBe(red)
  })

  await expectAccessible(page)
  await expectClean()
})

test('the keyboard does it all', async ({ start, workspace }) => {
  seedRuns(workspace, three)
  const { page, expectClean } = await start()
  const list = new RunList(page)
  const observe = new ObservePage(page)
  await list.run('Alpha').focus()

  await page.keyboard.press('ArrowDown')
  await expect(list.run('Beta 9')).toBeFocused()
  await expect(observe.name, 'the arrows do not select').toHaveValue('Alpha')
  await page.keyboard.press('Enter')
  await expect(observe.name).toHaveValue('Beta 9')
  await page.keyboard.press('End')
  await expect(list.run('Beta 10')).toBeFocused()

  await page.keyboard.press('Space')
  await expect(list.shown('Beta 10')).not.toBeChecked()
  await expect(observe.name).toHaveValue('Beta 9')

  await page.keyboard.press('F2')
  await list.typeName('Beta ten')
  await expect(list.run('Beta ten')).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.type('Not this')
  await page.keyboard.press('Escape')
  await expect(list.run('Beta ten')).toBeFocused()

  for (const field of ['list', 'title'] as const) {
    if (field === 'list') {
      await page.keyboard.press('F2')
      await list.typeName('Beta\u202egnp.exe')
    } else {
      await observe.name.fill('Beta\u202egnp.exe')
      await observe.name.press('Enter')
      await expect(observe.name).toHaveValue('Beta ten')
    }
    await expect(observe.notices).toContainText('A name is one line without control or invisible characters; this one has U+202E.')
    await observe.notices.getByRole('button', { name: 'Dismiss' }).click()
  }
  await expect(list.run('Beta ten')).toBeVisible()
  await list.run('Beta ten').focus()

  await page.keyboard.press('ControlOrMeta+d')
  await expect(list.run('Beta ten copy')).toBeVisible()
  await expect(observe.name).toHaveValue('Beta ten copy')
  expect(storedRuns(workspace).get('Beta ten copy')).toMatchObject({ status: 'created', configuration: { epochs: 3 } })

  await list.run('Beta ten').focus()
  await page.keyboard.press('Delete')
  await expect(list.row('Beta ten')).toHaveCount(0)
  expect(storedRuns(workspace).has('Beta ten')).toBe(false)
  await expect(observe.notices).toContainText('Deleted “Beta ten”')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(list.run('Beta ten')).toBeVisible()
  await expect(observe.name).toHaveValue('Beta ten')
  await expect(observe.notices).not.toContainText('Deleted')
  expect(storedRuns(workspace).get('Beta ten')).toMatchObject({ epochsDone: 3, hidden: true })
  await expectClean()
})

test('a hundred runs cost no more than those in sight', async ({ start, workspace }) => {
  seedRuns(
    workspace,
    Array.from({ length: 100 }, (_, run) => ({ name: `Run ${run}`, valLosses: [0.3, 0.2, 0.1 + run / 1000] })),
  )
  const { page } = await start()
  const list = new RunList(page)
  await expect(list.run('Run 99')).toBeVisible()
  expect(await list.rows.count()).toBeLessThan(40)
  await list.run('Run 99').focus()
  await page.keyboard.press('End')
  await expect(list.run('Run 0')).toBeFocused()
  await expect(list.run('Run 0')).toContainText('0.1000')
  await expect(list.row('Run 99')).toHaveCount(0)
  expect(await list.rows.count()).toBeLessThan(40)
})
