import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LatentPage } from '../pages/latent-page.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { pngGround } from '../support/png-ground.ts'
import { pngSize } from '../support/png-size.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

test('every figure is saved as a PNG of the size that was asked for, on one ground on every page', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await page.emulateMedia({ colorScheme: 'dark' })
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To save', epochs: 2, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })

  for (const scale of [1, 2, 4] as const) {
    for (const [figure, width, height] of [
      ['the manifold', 776, 804],
      ['the latent space', 776, 804],
      ['the loss', 960, 596],
      ['the reconstructions', 820, 200],
    ] as const) {
      await test.step(`${figure}, ${scale}×`, async () => {
        const file = join(workspace, `${figure.replaceAll(' ', '-')}-${scale}.png`)
        await chooseDestination(app, file)
        await observe.savePicture(figure, scale)
        await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true)
        expect(pngSize(file)).toEqual([width * scale, height * scale])
        expect(await pngGround(file)).toBe('#ffffff')
      })
    }
  }

  await observe.savePictureOn('the loss', 'On the ground as shown')
  let ground = '#1c1f24'
  for (const figure of ['the manifold', 'the latent space', 'the loss', 'the reconstructions']) {
    const file = join(workspace, `${figure.replaceAll(' ', '-')}-shown.png`)
    await chooseDestination(app, file)
    await observe.savePicture(figure, 1)
    await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true)
    expect(await pngGround(file)).toBe(ground)
  }

  // On the page Latent as they are on the screen, all drawn by the page.
  const latent = new LatentPage(page)
  await latent.open()
  const [from, to] = [await latent.at(-1, 1), await latent.at(1, -1)]
  await page.keyboard.down('Shift')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 3 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(page.getByLabel('Spherical interpolation, 11 digits')).toBeVisible()
  const saves = async (figure: string, width: number, height: number) => {
    await test.step(figure, async () => {
      const file = join(workspace, `${figure.replaceAll(' ', '-')}.png`)
      await chooseDestination(app, file)
      await observe.savePicture(figure, 2)
      await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true)
      expect(pngSize(file)).toEqual([2 * width, 2 * height])
      expect(await pngGround(file)).toBe(ground)
    })
  }
  await saves('the latent space', 776, 804)
  await page.getByRole('slider', { name: 'Digits along one side' }).press('Home')
  await expect(latent.manifold).toHaveAccessibleName(/5 by 5/)
  await saves('the interpolation', 888, 220)
  await latent.tab('Point and digit')
  await page.mouse.click(from.x, from.y)
  await saves('the decoded point', 480, 152)
  await latent.plane.press('Enter')
  await saves('the test image', 820, 288)
  await observe.savePictureOn('the latent space', 'On white')
  ground = '#ffffff'
  await latent.tab('Draw a digit')
  await latent.drawingPad.focus()
  await page.keyboard.press(' ')
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press(' ')
  await saves('the drawn digit', 480, 220)
})
