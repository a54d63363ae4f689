import type { ElectronApplication, Page } from 'playwright/test'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { WorkbenchWindow } from '../pages/window.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { fillWithDemoData } from '../support/demo-workspace.ts'
import { forEachOpened, lookAndClose } from '../support/opened.ts'
import { expect, test } from '../support/test.ts'

/** Every page on the rail, whichever there are, and the form of a new experiment. */
async function forEachPage(app: ElectronApplication, page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const window = new WorkbenchWindow(page)
  for (const name of await window.pages()) {
    await window.pageButton(name).click()
    await expect(window.pageButton(name)).toHaveAttribute('aria-current', 'page')
    await expect(page.getByRole('main')).not.toBeEmpty()
    await look(name)
  }
  await window.press(app, 'File', 'New experiment…')
  await expect(new NewExperimentPage(page).create).toBeVisible()
  await look('new experiment')
}

/** Each dialog by the menu entry that opens it. */
const dialogs = [
  ['File', 'Import data set…'],
  ['View', 'Commands and runs…'],
  ['Help', 'Keyboard shortcuts'],
  ['Help', 'Log'],
  ['Help', 'About Manifold Workbench'],
  ['Run', 'Train or resume'],
] as const

// Axe takes its time with every state of the window, of which there are many.
test.describe.configure({ timeout: 300_000 })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page or dialog, ${colorScheme}`, async ({ start, workspace }) => {
    await fillWithDemoData(workspace)
    const { app, page, expectClean } = await start({ colorScheme })
    await forEachPage(app, page, (name) => test.step(name, () => expectAccessible(page)))
    await new WorkbenchWindow(page).pageButton('Observe').click()
    await test.step('Observe as tables', async () => {
      const toTables = page.getByRole('main').getByRole('button', { name: 'Show as a table' })
      while ((await toTables.count()) > 0) await toTables.first().click()
      await expect(page.getByRole('main').getByRole('table')).toHaveCount(2)
      await expectAccessible(page)
    })
    for (const [menu, entry] of dialogs) {
      await test.step(entry, async () => {
        await new WorkbenchWindow(page).press(app, menu, entry)
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      })
    }
    await expectClean()
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in any menu, list or popover, ${colorScheme}`, async ({ start, workspace }) => {
    await fillWithDemoData(workspace)
    const { app, page, expectClean } = await start({ colorScheme })
    const opened: string[] = []
    const look = (name: string) =>
      test.step(name, async () => {
        opened.push(name)
        await expectAccessible(page)
      })
    await forEachOpened(page, page.getByRole('navigation', { name: 'Runs and data sets' }), look)
    const run = page.getByRole('region', { name: 'Runs', exact: true }).getByRole('listitem').first().getByRole('button')
    await run.click({ button: 'right' })
    await lookAndClose(page, 'a run', look)
    await forEachPage(app, page, () => forEachOpened(page, page.getByRole('main'), look))
    for (const expected of [/^Sort runs/, /^Learning rate/, 'Export', 'More', 'Save the manifold', 'What is drawn', 'a run, Colour', 'Adam']) {
      expect(opened).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
    }
    await expectClean()
  })
}

test('nothing moves by itself, and everything reads, where the system asks for it', async ({ start, workspace }) => {
  await fillWithDemoData(workspace)
  const { app, page } = await start()
  for (const media of [{ reducedMotion: 'reduce' }, { contrast: 'more' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ reducedMotion: null, contrast: null, forcedColors: null, ...media })
    await forEachPage(app, page, (name) =>
      test.step(`${Object.keys(media).join()} ${name}`, async () => {
        await expectAccessible(page)
        if (!('reducedMotion' in media)) return
        const moving = await page.evaluate(() =>
          document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).length,
        )
        expect(moving).toBe(0)
      }),
    )
  }
})

test('at 1024 × 700 every page fits its window', async ({ start, workspace }) => {
  await fillWithDemoData(workspace)
  const { app, page } = await start()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700))
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1024, 700])
  await forEachPage(app, page, (name) =>
    test.step(name, async () => {
      const found = await page.evaluate(overflowing)
      expect(found).toEqual([])
    }),
  )
})

/** What reaches out of the window sideways, or is cut off at its foot where nothing scrolls. Runs in the page. */
function overflowing(): string[] {
  const scrolls = (element: Element | null): boolean => {
    for (let each = element; each !== null; each = each.parentElement) {
      const { overflowY, overflowX } = getComputedStyle(each)
      if (/auto|scroll|hidden/.test(`${overflowY} ${overflowX}`) && each !== document.body) return true
    }
    return false
  }
  const described = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 40)}”`
  const controls = [...document.querySelectorAll('button, input, canvas, select, [role=slider], h1, h2')]
  return controls
    .filter((element) => {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
      if (width <= 1 || height <= 1 || scrolls(element.parentElement)) return false
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1
    })
    .map(described)
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the document'] : [])
}
