import { ImportDialog } from '../pages/import-dialog.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { WorkbenchWindow } from '../pages/window.ts'
import { expect, test } from '../support/test.ts'

test('the keyboard reaches pages, commands and runs', async ({ workbench: { app, page } }) => {
  const window = new WorkbenchWindow(page)
  await new Sidebar(page).newExperiment()
  await new NewExperimentPage(page).create.click()
  const names = await window.pages()
  for (const [index, name] of names.entries()) {
    await page.keyboard.press(String(index + 1))
    await expect(window.pageButton(name)).toHaveAttribute('aria-current', 'page')
  }
  await page.keyboard.press('1')

  await page.keyboard.press('?')
  await expect(window.shortcuts).toContainText('Ctrl+Shift+E')
  await expect(window.shortcuts).toContainText('Next snapshot')
  await page.keyboard.press('2')
  await page.keyboard.press('Escape')
  await expect(window.shortcuts).toBeHidden()
  await expect(window.pageButton(names[0] ?? '')).toHaveAttribute('aria-current', 'page')

  await window.press(app, 'View', 'Commands and runs…')
  await expect(window.palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('rena')
  await page.keyboard.press('Enter')
  const observe = new ObservePage(page)
  await expect(observe.name).toBeFocused()
  await page.keyboard.type('Found again')
  await page.keyboard.press('Enter')
  await window.press(app, 'View', 'Data')
  await expect(window.pageButton('Data')).toHaveAttribute('aria-current', 'page')

  // As fast as keys can be sent: nothing that is typed may get lost on the way into the palette.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('found')
  await page.keyboard.press('Enter')
  await expect(observe.name).toHaveValue('Found again')

  await observe.name.fill('And again')
  await page.keyboard.press('Enter')
  await page.keyboard.press('5')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('and again')
  await page.keyboard.press('Enter')
  await expect(observe.name, 'a name that was given a moment ago is found').toHaveValue('And again')
})

test('the window comes back as it was left', async ({ start }) => {
  const first = await start()
  await new Sidebar(first.page).newExperiment()
  await new NewExperimentPage(first.page).field('Name').fill('Older')
  await new NewExperimentPage(first.page).create.click()
  await new Sidebar(first.page).newExperiment()
  await new NewExperimentPage(first.page).create.click()
  await new Sidebar(first.page).run('Older').click()
  await new WorkbenchWindow(first.page).pageButton('Data').click()
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1111, height: 777 }))
  await first.quit()

  const { app, page } = await start()
  await expect(new WorkbenchWindow(page).pageButton('Data')).toHaveAttribute('aria-current', 'page')
  await new WorkbenchWindow(page).pageButton('Observe').click()
  await expect(new ObservePage(page).name).toHaveValue('Older')
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toMatchObject({ width: 1111, height: 777 })
})

test('the log says what happened, can be filtered and copied', async ({ start }) => {
  const { app, page } = await start()
  const window = new WorkbenchWindow(page)
  await page.evaluate(async () => {
    const { workbench } = globalThis as unknown as { workbench: { request(channel: string, request: unknown): Promise<unknown> } }
    await workbench.request('training:start', { experimentId: 'aaaaaaaa', totalEpochs: null })
  })
  await page.evaluate(() => void Promise.reject(new Error('nobody met this')))
  await window.press(app, 'Help', 'Log')
  await expect(window.log).toContainText('In the window: Error: nobody met this')
  await expect(window.log).toContainText('Manifold Workbench 0.1.0 started')
  await expect(window.log).toContainText('training:start: There is no experiment')
  await window.log.getByRole('radio', { name: 'Errors' }).click()
  await expect(window.log).not.toContainText('started')
  await window.log.getByRole('button', { name: 'Copy' }).click()
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('error training:start')
})

test('files dropped on the window are offered for import; what a page makes up is not', async ({ workbench: { page } }) => {
  await page.evaluate(() => {
    const files = new DataTransfer()
    files.items.add(new File(['made up'], 'train-images-idx3-ubyte'))
    const drop = (type: string) => window.dispatchEvent(new DragEvent(type, { dataTransfer: files, cancelable: true }))
    drop('dragover')
    drop('drop')
  })
  await expect(new ObservePage(page).notices).toContainText('Nothing to import')
  await expect(new ImportDialog(page).root).toBeHidden()
})
