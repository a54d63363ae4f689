import type { Page } from 'playwright/test'

/** Drops files of the disk on the middle of the window, as the desktop does: the browser process names them, not the page. */
export async function dropFiles(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const copy = 1
  const data = { items: [], files, dragOperationsMask: copy }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: Math.round(width / 2), y: Math.round(height / 2), data })
  }
  await session.detach()
}
