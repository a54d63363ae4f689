import { expect, type Locator, type Page } from 'playwright/test'

/** What opens over the page without leaving it. */
const floating = '[role=menu], [role=listbox], .popover'

/**
 * Opens every menu, select list and popover that the controls in `root` announce, one after another, and gives each to `look`
 * with its name. Submenus are opened too.
 */
export async function forEachOpened(page: Page, root: Locator, look: (name: string) => Promise<void>): Promise<void> {
  const openers = root.locator('button[aria-haspopup]:enabled')
  const count = await openers.count()
  for (let index = 0; index < count; index++) {
    const opener = openers.nth(index)
    const name = (await opener.getAttribute('aria-label')) ?? (await opener.innerText())
    await opener.click()
    await lookAndClose(page, name, look)
  }
}

/** Looks at what is open now and at each of its submenus, and closes all of it by the keyboard. */
export async function lookAndClose(page: Page, name: string, look: (name: string) => Promise<void>): Promise<void> {
  const open = page.locator(floating)
  await expect(open.first()).toBeVisible()
  await look(name)
  const inner = open.first().locator('[role=menuitem][aria-haspopup]')
  const count = await inner.count()
  for (let index = 0; index < count; index++) {
    const before = await open.count()
    await inner.nth(index).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => open.count()).toBeGreaterThan(before)
    await look(`${name}, ${await inner.nth(index).innerText()}`)
    await page.keyboard.press('ArrowLeft')
    await expect(open).toHaveCount(before)
  }
  await page.keyboard.press('Escape')
  await expect(open).toHaveCount(0)
}
