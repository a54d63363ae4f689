import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGif } from '../../main/export/gif/read-gif.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { pictureOf } from '../support/canvas.ts'
import { chooseDestination } from '../support/dialogs.ts'
import { expect, test } from '../support/test.ts'

const epochs = 6

/** The whole of what the workbench is for, on the real MNIST, with nothing stubbed but the system's file dialogs. */
test('train on MNIST, pause, stop, come back later, resume, export both GIFs', async ({ start, workspace }) => {
  test.setTimeout(240_000)
  const first = await start()

  await test.step('train the tutorial’s experiment and see it learn', async () => {
    const { page } = first
    const form = new NewExperimentPage(page)
    const observe = new ObservePage(page)
    await new Sidebar(page).newExperiment()
    await form.field('Name').fill('First digits')
    await form.field('Epochs', 'Training').fill(String(epochs))
    await form.createAndTrain.click()

    await expect(observe.status('Training')).toBeVisible()
    await observe.waitForPoints(1)
    await observe.button('Pause').click()
    await expect(observe.status('Paused')).toBeVisible()
    await observe.slider.press('Home')
    await expect(observe.curves).toBeVisible()
    await expect(observe.manifold).toHaveAccessibleName('Manifold of epoch 0: 15 by 15 decoded digits')
    await expect(observe.scatter).toHaveAccessibleName(/^Latent means of 10,000 test images at epoch 0/)
    await expect(observe.reconstructions).toBeVisible()
    await expect(observe.readout).toContainText('Epoch 0')
    const text = (await observe.readout.textContent()) ?? ''
    const valLoss = Number(/val_loss\s*(0\.\d+)/.exec(text)?.[1])
    expect(valLoss, 'Keras has 0.340–0.342 after the first epoch').toBeGreaterThan(0.33)
    expect(valLoss).toBeLessThan(0.35)
    await expectAccessible(page)
  })

  const kept = await test.step('resume and stop', async () => {
    const { page } = first
    const observe = new ObservePage(page)
    await observe.button('Resume').click()
    await expect(observe.status('Training')).toBeVisible()
    await observe.waitForPoints(2)
    await observe.button('Stop').click()
    await expect(observe.status('Stopped')).toBeVisible({ timeout: 60_000 })
    const shown = await page.getByText(/^\d+ points?$/).textContent()
    await first.expectClean()
    expect(await first.quit()).toBe(0)
    return Number.parseInt(shown ?? '', 10)
  })
  expect(kept).toBeGreaterThanOrEqual(2)
  expect(kept).toBeLessThan(epochs)

  const second = await start()
  const { app, page } = second
  const observe = new ObservePage(page)
  const sidebar = new Sidebar(page)

  await test.step('come back, find it as it was left, and train on to the end', async () => {
    await expect(sidebar.run('First digits')).toContainText('Stopped')
    await expect(observe.points(kept)).toBeVisible()
    await observe.button('Resume').click()
    await expect(observe.status('Completed')).toBeVisible({ timeout: 120_000 })
    await expect(observe.points(epochs)).toBeVisible()
    await expect(observe.manifold).toHaveAccessibleName(/epoch 5:/)
  })

  await test.step('walk through the snapshots by the keyboard', async () => {
    const picture = () => pictureOf(observe.manifold)
    const last = await picture()
    await observe.slider.focus()
    await page.keyboard.press('Home')
    await expect(observe.slider).toHaveAttribute('aria-valuetext', 'Epoch 0')
    await expect(observe.manifold).toHaveAccessibleName(/epoch 0:/)
    await expect(observe.readout).toContainText('Epoch 0')
    await expect.poll(picture).not.toBe(last)
    await page.keyboard.press('ArrowRight')
    await expect(observe.scatter).toHaveAccessibleName(/epoch 1,/)
    await page.keyboard.press('End')
    await expect(observe.reconstructions).toHaveAccessibleName(/epoch 5$/)
    await expect.poll(picture).toBe(last)
    const visited = await observe.visitedEpochs()
    await page.getByRole('button', { name: 'Play the snapshots' }).click()
    await expect.poll(visited).toEqual([0, 1, 2, 3, 4, 5].map((epoch) => `Epoch ${epoch}`))
  })

  await test.step('look as well in the dark', async () => {
    const corner = () =>
      observe.scatter.evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement
        return (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(width / 2, height / 40, 1, 1).data[0]
      })
    const light = await corner()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(corner).toBeLessThan(light ?? 0)
    await expectAccessible(page)
  })

  await test.step('export both GIFs', async () => {
    for (const [item, name, delay] of [
      ['Manifold…', 'manifold.gif', 100],
      ['Latent scatter…', 'z_distr.gif', 150],
    ] as const) {
      const path = join(workspace, name)
      await chooseDestination(app, path)
      await observe.export(item)
      await expect(sidebar.exportOf(name)).toContainText('Done', { timeout: 60_000 })
      const gif = readGif(readFileSync(path))
      expect([gif.width, gif.height, gif.frames, gif.loops]).toEqual([800, 800, epochs, 0])
      expect(new Set(gif.delays)).toEqual(new Set([delay]))
    }
  })

  await test.step('rename and delete', async () => {
    await observe.name.fill('Last digits')
    await page.keyboard.press('Enter')
    await expect(sidebar.run('Last digits')).toBeVisible()
    await observe.more('Delete')
    await expect(sidebar.runs).toHaveText('None yet')
    await expect(page.getByRole('heading', { name: 'MNIST' })).toBeVisible()
  })

  await second.expectClean()
  expect(existsSync(join(workspace, 'workbench.sqlite'))).toBe(true)
  expect(readdirSync(workspace).filter((name) => name.includes('.partial') || name.endsWith('.tmp'))).toEqual([])
  expect(await second.quit()).toBe(0)
})
