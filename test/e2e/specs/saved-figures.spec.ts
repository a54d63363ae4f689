import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Sidebar } from '../pages/sidebar.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { pngSize } from '../support/png-size.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('every figure of Observe is saved as a PNG of the size that was asked for', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To save', epochs: 2, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })

  // The first two are drawn by the exports, the others by the page, at 1×: 800 × 800, 960 × 596, 820 × 200.
  for (const scale of [1, 2, 4] as const) {
    for (const [figure, width, height] of [
      ['the manifold', 800, 800],
      ['the latent scatter', 800, 800],
      ['the loss', 960, 596],
      ['the reconstructions', 820, 200],
    ] as const) {
      await test.step(`${figure}, ${scale}×`, async () => {
        const file = join(workspace, `${figure.replaceAll(' ', '-')}-${scale}.png`)
        await chooseDestination(app, file)
        await observe.savePicture(figure, scale)
        await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true)
        expect(pngSize(file)).toEqual([width * scale, height * scale])
      })
    }
  }
  await expect(new Sidebar(page).exportOf('the-manifold-4.png')).toContainText('Done')
})
