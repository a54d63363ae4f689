import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/test.ts'
import { WorkbenchWindow } from '../pages/window.ts'

test('the licences of all that ships are under About, and are found by name', async ({ start }) => {
  const { app, page } = await start({ colorScheme: 'dark' })
  const window = new WorkbenchWindow(page)
  await window.press(app, 'Help', 'About Manifold Workbench')
  await window.about.getByRole('button', { name: 'Licences' }).click()
  const licences = page.getByRole('dialog', { name: 'Licences' })
  await expect(licences.getByRole('listitem')).not.toHaveCount(0)
  expect(await licences.getByRole('listitem').count()).toBeGreaterThan(150)
  await licences.getByRole('searchbox').fill('ffmpeg')
  await licences.getByText('FFmpeg (in Electron)', { exact: true }).click()
  await expect(licences.locator('pre')).toContainText('Its source, with what is needed to build it, is in the folder third_party/ffmpeg')
  await expect(licences.locator('pre')).toContainText('GNU LESSER GENERAL PUBLIC LICENSE')
  await licences.getByRole('searchbox').fill('apache tensorflow')
  await expect(licences.getByRole('status')).toContainText(/^\d+ of \d+$/)
  await licences.getByText('libtensorflow', { exact: true }).click()
  await expect(licences.locator('pre')).toContainText('TERMS AND CONDITIONS FOR USE')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(licences).toBeHidden()
})
