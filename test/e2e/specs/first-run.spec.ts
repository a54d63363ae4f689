import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/test.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'

test('a first start shows MNIST and the tutorial’s experiment, ready to train', async ({ workbench: { page } }) => {
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Variational autoencoder (part 3)' })).toBeVisible()
  await expect(main.getByText('60,000 training and 10,000 test images, 28 × 28 pixels')).toBeVisible()
  await expect(main.getByLabel('240 training images')).toBeVisible()
  await expect(main.getByText(/^SHA-256 [0-9a-f]{64}$/)).toBeVisible()
  await expect(main.getByRole('button', { name: 'Train', exact: true })).toBeEnabled()
  await expectAccessible(page)
})

test('MNIST is shown with its counts per class and its samples', async ({ workbench: { page } }) => {
  await new Sidebar(page).dataset('MNIST').click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'MNIST' })).toBeVisible()
  const training = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
  for (const [label, count] of training.entries()) {
    await expect(main.getByRole('button', { name: `Label ${label}: ${count.toLocaleString('en-US')} images` })).toBeVisible()
  }
  await main.getByText('Test', { exact: true }).first().click()
  await expect(main.getByRole('button', { name: 'Label 1: 1,135 images' })).toBeVisible()
  await main.getByRole('button', { name: /^Label 3/ }).click()
  await expect(main.getByRole('heading', { name: 'Samples of 3' })).toBeVisible()
  await expectAccessible(page)
})

test('the form of a new experiment says what does not fit while it is typed', async ({ workbench: { page } }) => {
  const form = new NewExperimentPage(page)
  await new Sidebar(page).newExperiment()
  await expect(form.createAndTrain).toBeEnabled()
  await expect(page.getByText('65 snapshots')).toBeVisible()

  const cases: [label: string, group: string, typed: string, note: string][] = [
    ['Epochs', 'Training', '0', 'At least 1.'],
    ['Epochs', 'Training', '1.000', 'A whole number without points or commas, such as 1000.'],
    ['Batch size', 'Training', '', 'A whole number without points or commas, such as 500.'],
    ['Batch size', 'Training', '60001', 'At most 60000.'],
    ['Dropout rate', 'Model', '1', 'At most 0.95.'],
    ['Learning rate', 'Learning rate', '0,001', 'A number with a decimal point, not a comma, such as 0.0001.'],
  ]
  for (const [label, group, typed, note] of cases) {
    const field = form.field(label, group)
    const standard = await field.inputValue()
    await field.fill(typed)
    await expect.poll(() => form.note(label, group)).toBe(note)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(form.createAndTrain).toBeDisabled()
    await field.fill(standard)
    await expect(form.createAndTrain).toBeEnabled()
  }

  await form.choose('Schedule', 'Cosine')
  await expect(form.field('Minimum')).toHaveValue('0')
  await form.field('Latent dimensions').fill('8')
  await form.reset('Latent dimensions')
  await expect(form.field('Latent dimensions')).toHaveValue('2')
  await form.field('Latent dimensions').fill('8')
  await expectAccessible(page)

  await form.field('Name').fill('Eight dimensions')
  await form.create.click()
  const observe = new ObservePage(page)
  await expect(observe.name).toHaveValue('Eight dimensions')
  await expect(observe.status('Not trained yet')).toBeVisible()
  await expect(new Sidebar(page).runs).toHaveCount(1)
})

test('the dark theme follows the system and reads as well', async ({ start }) => {
  const { page } = await start({ colorScheme: 'dark' })
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(ground).toBe('rgb(22, 24, 28)')
  await expect(page.getByRole('heading', { name: 'MNIST' })).toBeVisible()
  await expectAccessible(page)
  await new Sidebar(page).newExperiment()
  await expectAccessible(page)
})
