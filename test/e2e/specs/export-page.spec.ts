import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGif } from '../../main/export/gif/read-gif.ts'
import { ExportPage } from '../pages/export-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { chooseDestination, chooseFiles } from '../support/dialogs.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'
import { decodeVideo } from '../support/video.ts'

test('the page exports what it previews: films, pictures and numbers', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To export', epochs: 6, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  const jobs = new Sidebar(page)
  const exports = new ExportPage(page)
  await exports.open()
  await expect(exports.preview).toHaveAttribute('aria-label', 'Manifold of epoch 5, as it is exported')
  await expectAccessible(page)

  const save = async (name: string, format: string) => {
    const file = join(workspace, name)
    await chooseDestination(app, file)
    await exports.start(format)
    await expect(jobs.exportOf(name)).toContainText('Done')
    return file
  }

  await exports.select('Size', '400 × 400')
  await exports.select('Colours', 'YlGnBu_r')
  await exports.field('Interval').fill('40')
  await exports.select('From epoch', '1')
  await expect(exports.main.getByText('5 frames, 0.20 s')).toBeVisible()
  await expect.poll(() => exports.size()).toEqual([400, 400])
  const gif = readGif(readFileSync(await save('manifold.gif', 'GIF')))
  expect([gif.width, gif.height, gif.frames, gif.delays[0]]).toEqual([400, 400, 5, 40])
  const shown = await exports.preview.evaluate((canvas: HTMLCanvasElement) => [
    ...(canvas.getContext('2d')?.getImageData(200, 200, 1, 1).data.subarray(0, 3) ?? []),
  ])
  // The palette has the map's colours but for a few; the preview has them all.
  for (const [channel, level] of gif.frame(4).at(200, 200).entries()) expect(Math.abs(level - (shown[channel] ?? -1))).toBeLessThan(8)

  await exports.choose('Latent scatter')
  for (const format of ['WebM', 'MP4']) {
    await exports.format(format)
    const video = await decodeVideo(page, await save(`z_distr.${format.toLowerCase()}`, format))
    expect([video.width, video.height, video.middles.length]).toEqual([800, 800, 6])
    expect(video.duration).toBeCloseTo(0.9, 1)
    expect(video.middles.every((level) => level >= 0 && level <= 255)).toBe(true)
  }
  await exports.format('PNG')
  await exports.select('Size', '1600 × 1600')
  const png = readFileSync(await save('z_distr.png', 'PNG'))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 1600])

  await exports.choose('Latents')
  const npy = readFileSync(await save('latents.npy', 'NPY'))
  expect(npy.toString('latin1', 10, 90)).toContain("'shape': (100, 2)")
  await exports.format('CSV')
  const [head, ...rows] = readFileSync(await save('latents.csv', 'CSV'), 'utf8').trim().split('\n')
  expect(head).toBe('index,label,z0,z1')
  const values = new Float32Array(Uint8Array.from(npy.subarray(10 + npy.readUInt16LE(8))).buffer)
  expect(rows.flatMap((row) => row.split(',').slice(2).map((text) => Math.fround(Number(text))))).toEqual([...values])
  await expectAccessible(page)
})

test('a video can be cancelled, and a wrong value is said before anything is written', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Long', epochs: 60, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 90_000 })
  const exports = new ExportPage(page)
  await exports.open()
  await exports.field('Interval').fill('5')
  await expect(exports.main.getByText('A whole number from 20 to 10000 without points or commas, such as 100.')).toBeVisible()
  await expect(exports.main.getByRole('button', { name: 'Export GIF…' })).toBeDisabled()
  await exports.field('Interval').fill('100')

  await exports.format('WebM')
  await exports.select('Size', '1600 × 1600')
  const file = join(workspace, 'long.webm')
  await chooseDestination(app, file)
  await exports.start('WebM')
  const job = new Sidebar(page).exportOf('long.webm')
  await job.getByRole('button', { name: 'Cancel the export of long.webm' }).click()
  await expect(job).toContainText('Cancelled')
  expect(existsSync(file)).toBe(false)
})

test('a whole experiment comes back from its file, beside the original', async ({ workbench, workspace }) => {
  const { app, page } = workbench
  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'To carry', epochs: 3, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  const exports = new ExportPage(page)
  await exports.open()
  await exports.choose('Experiment')
  const file = join(workspace, 'carried.manifold')
  await chooseDestination(app, file)
  await exports.start('.manifold')
  await expect(new Sidebar(page).exportOf('carried.manifold')).toContainText('Done')

  await chooseFiles(app, file)
  await exports.main.getByRole('button', { name: 'Import experiment…' }).click()
  await expect(page.getByText('Imported “To carry”')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Runs and data sets' }).getByText('To carry')).toHaveCount(2)
  await exports.choose('Manifold')
  await expect(exports.preview).toHaveAttribute('aria-label', 'Manifold of epoch 2, as it is exported')

  // What has begun can be left half-way, and leaves nothing.
  await chooseFiles(app, file)
  await page.evaluate(() => {
    // As soon as the button is there: so small an experiment is imported in no time.
    const buttons = () => [...document.querySelectorAll<HTMLElement>('[aria-label=Notices] button')]
    const observer = new MutationObserver(() => {
      const cancel = buttons().find(({ textContent }) => textContent.trim() === 'Cancel')
      if (cancel === undefined) return
      observer.disconnect()
      cancel.click()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
  await exports.main.getByRole('button', { name: 'Import experiment…' }).click()
  await expect(page.getByText('Cancelled the import of “carried.manifold”')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Runs and data sets' }).getByText('To carry')).toHaveCount(2)
  expect(readdirSync(workspace).filter((name) => name.startsWith('.importing'))).toEqual([])

  writeFileSync(file, readFileSync(file).subarray(0, 30_000))
  await chooseFiles(app, file)
  await exports.main.getByRole('button', { name: 'Import experiment…' }).click()
  await expect(page.getByText(/“carried.manifold” cannot be imported/)).toBeVisible()
})
