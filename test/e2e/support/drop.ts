import { expect, type Page } from 'playwright/test'

/** Drops files of the disk on the middle of the window, as the desktop does: the browser process names them, not the page. */
export async function dropFiles(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const data = { items: [], files, dragOperationsMask: 1 }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: Math.round(width / 2), y: Math.round(height / 2), data })
  const arrived = await page.evaluateHandle(() => {
    const drops = { files: 0 }
    addEventListener('drop', ({ dataTransfer }) => (drops.files = dataTransfer?.files.length ?? 0), { capture: true, once: true })
    return drops
  })
  // A person lets go when the window says that it takes files. A drag that is only simulated gets lost now and then on its
  // way through the browser process: it is repeated until the page has been given files, and never after.
  await expect(async () => {
    await send('dragEnter')
    await send('dragOver')
    await expect(page.getByRole('status').filter({ hasText: 'to import them' })).toBeVisible({ timeout: 500 })
    await send('drop')
    await expect.poll(() => arrived.evaluate(({ files }) => files), { timeout: 1000 }).toBe(files.length)
  }).toPass()
}
