import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright/test'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { ImportDialog } from '../pages/import-dialog.ts'
import { NewExperimentPage } from '../pages/new-experiment-page.ts'
import { ObservePage } from '../pages/observe-page.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { chooseFiles } from './dialogs.ts'

/** Imports a data set of a few hundred small images, on which an epoch takes no time, by the dialog. */
export async function importSmallDataset(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  const files = writeIdxFiles(join(folder, 'small-idx'), syntheticDataset({ size: 12, train: 600, test: 100 }))
  const dialog = new ImportDialog(page)
  await new Sidebar(page).importDataset()
  await dialog.name.fill('Bright rows')
  await chooseFiles(app, files.images, files.labels, files.testImages, files.testLabels)
  await dialog.choose('training images')
  await dialog.choose('training labels')
  await dialog.choose('test images')
  await dialog.choose('test labels')
  await dialog.submit.click()
  await dialog.root.waitFor({ state: 'hidden' })
}

interface SmallExperiment {
  name: string
  epochs: number
  /** A snapshot at every epoch instead of the tutorial's. */
  everySnapshot?: boolean
  /** What else is set in the form before it is sent. */
  prepare?: () => Promise<void>
}

/** Creates and trains an experiment on it. */
export async function trainOnSmallDataset(page: Page, experiment: SmallExperiment): Promise<ObservePage> {
  const { name, epochs, everySnapshot = false, prepare } = experiment
  const form = new NewExperimentPage(page)
  await new Sidebar(page).newExperiment()
  await form.field('Name').fill(name)
  await form.choose('Data set', 'Bright rows')
  await form.field('Epochs', 'Training').fill(String(epochs))
  await form.field('Batch size').fill('100')
  if (everySnapshot) {
    await form.choose('At which epochs', 'Regularly')
    await form.field('Every', 'Snapshots').fill('1')
  }
  await prepare?.()
  await form.createAndTrain.click()
  return new ObservePage(page)
}
